import type { Page } from 'playwright-core';
import { atMost, spread } from './bars.js';
import { ask } from './probe.js';
import type { PagesRig } from './rig.js';

const TIMES = 50;
const SHOWN_MS = 500;
/** A customer of the bench who has not written yet. */
export const CUSTOMER = 101_000;

/** A page with the ticket of this customer opened beside the list; they have said `Message number <update>`. */
export async function withOpenedTicket(rig: PagesRig, update: number): Promise<Page> {
  const page = await rig.agentsPage();
  await page.goto(`${rig.url}/inbox/all`);
  await rig.update(CUSTOMER, update);
  await page
    .getByRole('option')
    .filter({ hasText: wordsOf(update) })
    .click();
  await page
    .getByRole('log', { name: 'Conversation' })
    .getByRole('article')
    .filter({ hasText: wordsOf(update) })
    .waitFor();
  return page;
}

export function wordsOf(update: number): string {
  return `Message number ${update} of`;
}

/** From the 200 to a customer's message until it is painted in their opened ticket, and in the list. */
export async function live(rig: PagesRig, print: (line: object) => void): Promise<void> {
  const first = 9_000_000;
  const page = await withOpenedTicket(rig, first);
  const took = { pane: [] as number[], list: [] as number[] };
  for (let update = first + 1; update <= first + TIMES; update++) {
    const arrived = ask<{ pane: number; list: number }>(page, `bench.arrived(${JSON.stringify(wordsOf(update))})`);
    await rig.update(CUSTOMER, update);
    const accepted = Date.now();
    const { pane, list } = await arrived;
    took.pane.push(Math.max(0, pane - accepted));
    took.list.push(Math.max(0, list - accepted));
  }
  for (const [where, ms] of Object.entries(took)) {
    const figures = spread(ms);
    print({
      bench: `pages new message in the ${where === 'pane' ? 'ticket' : 'list'}`,
      times: TIMES,
      ...figures,
      ...atMost(SHOWN_MS, figures.p95, 'ms'),
    });
  }
  await page.context().close();
}
