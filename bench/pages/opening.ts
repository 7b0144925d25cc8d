import type { Page } from 'playwright-core';
import { atMost, spread } from './bars.js';
import type { FullTicket } from './data.js';
import { ask } from './probe.js';
import type { PagesRig } from './rig.js';

const PAINTED_MS = 100;

/** Tickets of 50 messages, opened one after the other by a click on each: from the answer with them to the frame that shows the last. */
export async function opening(rig: PagesRig, tickets: readonly FullTicket[], print: (line: object) => void): Promise<void> {
  const page = await rig.agentsPage();
  await page.goto(`${rig.url}/inbox/all`);
  const painted = { chat: [] as number[], mail: [] as number[] };
  const whole: number[] = [];
  // The first one also loads the code of an opened ticket.
  for (const [n, ticket] of tickets.entries()) {
    const seen = await open(page, ticket);
    if (n === 0) continue;
    painted[ticket.kind].push(Math.max(0, seen.painted - seen.answered));
    whole.push(seen.painted - seen.pressed);
  }
  for (const [kind, took] of Object.entries(painted)) {
    const figures = spread(took);
    print({ bench: `pages opened ${kind}`, times: took.length, ...figures, ...atMost(PAINTED_MS, figures.p95, 'ms') });
  }
  print({ bench: 'pages opened, from the click', times: whole.length, ...spread(whole) });
  await page.context().close();
}

/** By its row in the list; the next row is always there. */
async function open(page: Page, { number, words }: FullTicket) {
  const row = page.getByRole('option').filter({ hasText: `#${number} ` });
  await row.scrollIntoViewIfNeeded();
  const opened = ask<{ painted: number; answered: number }>(page, `bench.opened(${JSON.stringify(words)})`);
  const pressed = Date.now();
  await row.click();
  return { ...(await opened), pressed };
}
