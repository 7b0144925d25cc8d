import { load } from './data.js';
import { makeContacts } from './operations.js';
import { fullTickets } from './pages/data.js';
import { firstView } from './pages/first-view.js';
import { live } from './pages/live.js';
import { memory } from './pages/memory.js';
import { opening } from './pages/opening.js';
import { pagesRig } from './pages/rig.js';
import { scrolling } from './pages/scrolling.js';
import { widget } from './pages/widget.js';
import type { BenchRig } from './rig.js';

/** One in four is resolved, and in no view: 10,000 of them are. */
const TICKETS = 13_400;
const OPENED = 40;

/** What agents and customers feel, in a real Chromium on the same machine as the desk. @param only names of PARTS; none: all */
export async function pages(bench: BenchRig, print: (line: object) => void, only: readonly string[]): Promise<void> {
  await makeContacts(bench);
  await load(bench.pool, TICKETS, bench.inboxId);
  const tickets = await fullTickets(bench.pool, OPENED);
  const rig = await pagesRig(bench);
  const parts: Readonly<Record<string, () => Promise<void>>> = {
    'first-view': () => firstView(rig, print),
    opening: () => opening(rig, tickets, print),
    live: () => live(rig, print),
    scrolling: () => scrolling(rig, print),
    widget: () => widget(rig, print),
    memory: () => memory(rig, print),
  };
  try {
    for (const [name, part] of Object.entries(parts)) if (only.length === 0 || only.includes(name)) await part();
    if (rig.chromium.problems.length > 0) throw new Error(`the pages complained: ${rig.chromium.problems.join('; ')}`);
  } finally {
    await rig.close();
  }
}
