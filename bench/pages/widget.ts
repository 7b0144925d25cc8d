import { until } from '../desk-process.js';
import { atMost, spread } from './bars.js';
import { ask } from './probe.js';
import type { PagesRig } from './rig.js';

const LOADS = 7;
const ANSWERS = 30;
const SHOWN_MS = 500;
const SCRIPT_KB = 35;
const GREETING = 'A customer of the bench would like to know';
/** In the widget's shadow root. */
const IN_WIDGET = (selector: string) => `document.querySelector('#parley')?.shadowRoot?.querySelectorAll(${JSON.stringify(selector)})`;

/** In the demo's shop: the script from a cold cache, and an agent's answers. */
export async function widget(rig: PagesRig, print: (line: object) => void): Promise<void> {
  print({ bench: 'pages widget script', ...atMost(SCRIPT_KB, (await rig.gzipped('/widget.js')) / 1024, 'KB gzipped') });
  const took: number[] = [];
  for (let n = 0; n < LOADS; n++) took.push(await load(rig));
  print({ bench: 'pages widget, from its script tag to its button', times: LOADS, ...spread(took) });
  const answers = spread(await answered(rig));
  print({ bench: 'pages answer in the widget', times: ANSWERS, ...answers, ...atMost(SHOWN_MS, answers.p95, 'ms') });
}

async function load(rig: PagesRig): Promise<number> {
  const page = await rig.customersPage();
  await page.goto(`${rig.url}/shop`, { waitUntil: 'commit' });
  const shown = await ask<number>(page, `bench.shown(() => ${IN_WIDGET('.launcher')}?.length > 0)`);
  const asked = await page.evaluate<number>(
    `performance.timeOrigin + performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/widget.js')).startTime`,
  );
  await page.context().close();
  return shown - asked;
}

async function answered(rig: PagesRig): Promise<readonly number[]> {
  const page = await rig.customersPage();
  await page.goto(`${rig.url}/shop`);
  await page.getByRole('button', { name: /^Open chat/ }).click();
  await page.getByRole('textbox', { name: 'Write a message' }).fill(GREETING);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  let ticketId: string | undefined;
  await until(async () => {
    const { items } = await rig.desk.get<{ items: { id: string }[] }>('/tickets?channel=chat&limit=1');
    ticketId = items[0]?.id;
    return ticketId !== undefined;
  });
  const took: number[] = [];
  for (let n = 1; n <= ANSWERS; n++) {
    const text = `Answer number ${n} of the bench`;
    const shown = ask<number>(
      page,
      `bench.shown(() => [...${IN_WIDGET('.messages .bubble')}].some((bubble) => bubble.textContent.includes(${JSON.stringify(text)})))`,
    );
    await rig.desk.post(`/tickets/${ticketId}/messages`, { kind: 'reply', text, attachmentIds: [], force: true });
    const accepted = Date.now();
    took.push(Math.max(0, (await shown) - accepted));
  }
  await page.context().close();
  return took;
}
