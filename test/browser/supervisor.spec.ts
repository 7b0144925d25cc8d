import type { Page } from 'playwright-core';
import { ReportCounter } from '../../src/reporting/report-counter.js';
import { barriersOf } from '../kit/axe.js';
import { inChromium, logInTo } from '../kit/chromium.js';
import type { Person } from '../kit/people.js';
import { type TicketRig, ticketRig } from './ticket-rig.js';

const HOUR_MS = 3600_000;
/** Two tickets, answered after 20 and 50 minutes, resolved after 60 and 90. */
const ANSWERED = { quick: 20, slow: 50 };

const LONG_MS = 120_000;

inChromium('the supervisor', () => {
  let rig: TicketRig;
  let wei: Person;
  let teamId: string;
  let page: Page;

  beforeAll(async () => {
    rig = await ticketRig(new Date(Date.now() - 4 * HOUR_MS));
    teamId = await made('teams', { name: 'Refunds', strategy: 'least-loaded' });
    await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.inboxId}`, { body: { teamId } });
    await made('sla-policies', { name: 'Usual', targets: { 'first-response': { normal: 60 }, resolution: { normal: 240 } } });
    wei = await rig.agent({ teamIds: [teamId] });
    await rig.desk.pool.query("update agent set name = 'Wei' where id = $1", [wei.id]);
    await presence('online');
    for (const who of ['quick', 'slow'] as const) {
      const id = await rig.mail({ who, text: 'Where is my refund?', subject: `A ${who} one` });
      rig.clock.forward(ANSWERED[who]);
      await presence('online');
      await asWei('POST', `tickets/${id}/messages`, { kind: 'reply', text: 'Here it is.' });
      await rig.desk.drainJobs();
      rig.clock.forward(40);
      await asWei('PATCH', `tickets/${id}`, { status: 'resolved' });
      await rig.desk.drainJobs();
    }
    rig.catchUp();
    await presence('online');
    await rig.desk.app.get(ReportCounter).run();
    page = await rig.chromium.page();
    await logInTo(page, rig.desk.url, (await rig.agent({ role: 'supervisor' })).email);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Supervisor' }).click();
    await page.getByRole('heading', { name: 'Wallboard' }).waitFor();
  }, LONG_MS);
  afterAll(() => rig.stop());
  afterEach(() => {
    if (rig.chromium.problems.length > 0) throw new Error(rig.chromium.problems.join('\n'));
  });

  async function made(path: string, body: object): Promise<string> {
    const answer = await rig.desk.request('POST', `/api/v1/${path}`, { body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return String(answer.body['id']);
  }
  async function asWei(method: string, path: string, body: object): Promise<void> {
    const answer = await rig.desk.request(method, `/api/v1/${path}`, { body, token: wei.token });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  }
  const presence = (status: string) => asWei('PUT', 'agents/me/presence', { status });
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  /** @returns how many pictures of this name have something drawn on them */
  const drawn = async (name: RegExp) => {
    const charts = page.getByRole('img', { name });
    await charts.first().waitFor();
    for (const chart of await charts.all()) await chart.locator('canvas').first().waitFor();
    return page.evaluate<number>(
      `(${COLOURED})([...document.querySelectorAll('[role=img]')].filter((one) => ${name}.test(one.ariaLabel)))`,
    );
  };

  test(
    'the wallboard follows what customers write and what agents do',
    async () => {
      const total = (name: string, value: string) =>
        page
          .getByTestId(`total-${name}`)
          .and(page.getByText(value, { exact: true }))
          .waitFor();
      await total('waiting', '0');
      await page.getByText(/^1 of \d online$/).waitFor();
      const id = await rig.mail({ who: 'ayu', text: 'Where is mine?', subject: 'A fresh one' });
      await total('waiting', '1');
      await page.getByRole('row', { name: /^Refunds 1 / }).waitFor();
      await page
        .getByRole('region', { name: 'Due next' })
        .getByRole('link', { name: /A fresh one/ })
        .waitFor();
      const people = page.getByRole('region', { name: 'People' });
      await people.getByText(/^Online .* 1 ticket$/).waitFor();
      expect(await barriersOf(page)).toEqual([]);

      const his = await rig.chromium.page();
      await logInTo(his, rig.desk.url, wei.email);
      await his.getByRole('button', { name: 'Wei, Online' }).click();
      await his.getByRole('menuitemradio', { name: 'Busy' }).click();
      await people.getByText(/^Busy .* 1 ticket$/).waitFor();
      await page.getByText(/^0 of \d online$/).waitFor();
      await his.context().close();
      await asWei('POST', `tickets/${id}/messages`, { kind: 'reply', text: 'Here it is.' });
      await total('waiting', '0');
    },
    LONG_MS,
  );

  test(
    'reports are drawn, and told in a table, by channel and by agent',
    async () => {
      await tab('Reports');
      // The bars: received, opened, sent. A line through one day is a dot.
      expect(await drawn(/by Channel$/)).toBeGreaterThanOrEqual(3);
      const table = page.getByRole('region', { name: 'The whole span' });
      await table.getByRole('row', { name: /^fake 2 2 2 35/i }).waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await page.getByRole('radiogroup', { name: 'Broken down by' }).getByText('Agent', { exact: true }).click();
      await table.getByRole('row', { name: /^Wei/ }).waitFor();
      expect(await drawn(/by Agent$/)).toBeGreaterThanOrEqual(2);
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
    },
    LONG_MS,
  );

  test(
    'what other promises would have done is drawn and named',
    async () => {
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await page.route('**/api/v1/sla-policies?*', async (route) => {
        await held;
        await route.continue();
      });
      await tab('Promises: what if');
      await page.getByRole('button', { name: 'Replay' }).waitFor();
      // What is typed before the other promises are known would take them all back.
      const first = page.getByRole('textbox', { name: 'First response, Normal' });
      expect(await first.count()).toBe(0);
      letGo();
      await first.fill('30');
      await page.getByRole('button', { name: 'Replay' }).click();
      const outcome = page.getByTestId('what-if-outcome');
      await outcome.getByText('0 → 1').waitFor();
      expect(await outcome.innerText()).toContain('1 outcome would differ');
      const row = outcome.getByRole('row').filter({ hasText: 'First response' });
      await row.getByText('kept → broken').waitFor();
      expect(await drawn(/^Kept and broken promises/)).toBe(1);
      expect(await barriersOf(page)).toEqual([]);
      await row.getByRole('link').click();
      await page.getByRole('region', { name: /A slow one/ }).waitFor();
      await page.goBack();
    },
    LONG_MS,
  );

  test(
    'the routing of the last days is played again with one more agent, and drawn',
    async () => {
      await tab('Routing simulator');
      await page.getByRole('textbox', { name: 'Refunds: More agents' }).fill('1');
      await page.getByRole('button', { name: 'Simulate' }).click();
      const simulated = page.getByTestId('simulated');
      await simulated.getByRole('row', { name: /^New in Refunds 1/ }).waitFor();
      await simulated.getByRole('row', { name: /^Wei/ }).waitFor();
      expect(await drawn(/^Minutes until/)).toBe(1);
      expect(await barriersOf(page)).toEqual([]);
    },
    LONG_MS,
  );
});

/** In the page. Bars and lines have colours, which axes and words have not; a chart draws itself within a moment. */
const COLOURED = `async (charts) => {
  const isColoured = (chart) => [...chart.querySelectorAll('canvas')].some((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let coloured = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3] > 200 && Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]) > 80) coloured++;
    return coloured > 250;
  });
  const end = performance.now() + 3000;
  while (performance.now() < end && !charts.every(isColoured)) await new Promise((done) => requestAnimationFrame(done));
  return charts.filter(isColoured).length;
}`;
