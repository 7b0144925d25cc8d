import { rounded } from '../load.js';
import { atMost } from './bars.js';
import type { PagesRig } from './rig.js';

const ROWS = 10_000;
const STEP_PX = 1_000;
const STEP_MS = 30;
const GAP_MS = 300;
/** After so many steps without an end something is wrong. */
const STEPS_MAX = 5_000;

interface Seen {
  readonly frames: number;
  readonly frameMaxMs: number;
  readonly gapsMs: readonly number[];
  readonly rowsMax: number;
  readonly isAtEnd: boolean;
  readonly last: number;
}

/** A view of 10,000 tickets, from its top to its bottom by the wheel. */
export async function scrolling(rig: PagesRig, print: (line: object) => void): Promise<void> {
  const view = await rig.desk.post<{ id: string }>('/views', {
    name: 'Ten thousand',
    audience: 'shared',
    sort: { by: 'lastMessageAt' },
    conditions: { all: [{ field: 'channel', operator: 'is', value: 'social' }] },
  });
  const page = await rig.agentsPage();
  await page.goto(`${rig.url}/inbox/${view.id}`);
  await page.getByRole('option').first().waitFor();
  await page.getByRole('listbox').hover();
  await page.evaluate('void (bench.scrolling = bench.watchScrolling())');
  const started = performance.now();
  let seen = await page.evaluate<Seen>('bench.scrolling');
  for (let step = 0; !(seen.isAtEnd && seen.last >= ROWS); step++) {
    if (step > STEPS_MAX) throw new Error(`the list ended at row ${seen.last}`);
    await page.mouse.wheel(0, STEP_PX);
    await new Promise((wake) => setTimeout(wake, STEP_MS));
    if (step % 20 === 0) seen = await page.evaluate<Seen>('bench.scrolling');
  }
  const seconds = (performance.now() - started) / 1000;
  const long = seen.gapsMs.filter((ms) => ms > GAP_MS);
  print({
    bench: 'pages scrolling',
    rows: seen.last,
    seconds: rounded(seconds),
    frames: seen.frames,
    frame_max_ms: rounded(seen.frameMaxMs),
    gaps: seen.gapsMs.length,
    gap_max_ms: rounded(Math.max(0, ...seen.gapsMs)),
    dom_rows_max: seen.rowsMax,
    ...atMost(0, long.length, `gaps over ${GAP_MS} ms`),
  });
  await page.context().close();
}
