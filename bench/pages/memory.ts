import type { CDPSession, Page } from 'playwright-core';
import { rounded } from '../load.js';
import { atMost } from './bars.js';
import { CUSTOMER, withOpenedTicket, wordsOf } from './live.js';
import { ask } from './probe.js';
import type { PagesRig } from './rig.js';

const WARM = 200;
const MESSAGES = 2_000;
const BATCH = 10;
const OTHERS = 100;
/** What is kept of a message that is kept: some KB of objects and rows. */
const BYTES = 1_024;
/** What was read is let go, what is unused is collected. */
const REST_MS = 4_000;

interface Vitals {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Messages to the opened ticket, and as many to others of the list: what each leaves behind in the tab. */
export async function memory(rig: PagesRig, print: (line: object) => void): Promise<void> {
  let update = 9_500_000;
  const page = await withOpenedTicket(rig, update);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  update = await receive(rig, page, { from: update + 1, count: WARM });
  const before = await vitals(session);
  const started = performance.now();
  await receive(rig, page, { from: update, count: MESSAGES });
  const seconds = rounded((performance.now() - started) / 1000);
  const after = await vitals(session);
  const grown = (after.heap - before.heap) / MESSAGES;
  print({
    bench: 'pages memory',
    messages: MESSAGES,
    seconds,
    heap_mb: [before, after].map(({ heap }) => rounded(heap / 1e6)),
    nodes: [before.nodes, after.nodes],
    listeners: [before.listeners, after.listeners],
    nodes_per_message: rounded((after.nodes - before.nodes) / MESSAGES),
    ...atMost(BYTES, grown, 'bytes a message'),
  });
  await page.context().close();
}

/** @returns the next number */
async function receive(rig: PagesRig, page: Page, { from, count }: { readonly from: number; readonly count: number }): Promise<number> {
  let update = from;
  for (let n = 0; n < count; n += BATCH) {
    const others = Array.from({ length: BATCH }, (_, at) => update + at);
    const last = update + BATCH - 1;
    await Promise.all(others.map((number) => rig.update(CUSTOMER + 1 + (number % OTHERS), 10_000_000 + number)));
    const said = others.slice(0, -1);
    await Promise.all(said.map((number) => rig.update(CUSTOMER, number)));
    // What comes in one breath may stand in another order: the last one is said when the others are there.
    await ask(page, `bench.said(${JSON.stringify(said.map(wordsOf))})`);
    const arrived = ask(page, `bench.arrived(${JSON.stringify(wordsOf(last))})`);
    await rig.update(CUSTOMER, last);
    await arrived;
    update += BATCH;
  }
  return update;
}

async function vitals(session: CDPSession): Promise<Vitals> {
  await new Promise((wake) => setTimeout(wake, REST_MS));
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: value('JSHeapUsedSize'), nodes: value('Nodes'), listeners: value('JSEventListeners') };
}
