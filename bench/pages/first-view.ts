import type { Page } from 'playwright-core';
import { atMost, spread } from './bars.js';
import { ask } from './probe.js';
import type { PagesRig } from './rig.js';

const TIMES = 7;
const INTERACTIVE_MS = 2_000;
const SCRIPTS_KB = 300;
const AGAIN_MS = 50;

interface View {
  readonly shown: number;
  readonly interactive: number;
}

/** From the start of the navigation until the first rows are shown, and until a key moves among them; and what it loads for that. */
export async function firstView(rig: PagesRig, print: (line: object) => void): Promise<void> {
  const views: View[] = [];
  let scripts: readonly string[] = [];
  for (let n = 0; n < TIMES; n++) {
    const page = await rig.agentsPage();
    const view = await look(page, rig.url);
    views.push(view);
    await page.waitForLoadState('networkidle');
    // What is fetched ahead of its use after that keeps nobody waiting.
    scripts = await page.evaluate<string[]>(
      `[...new Set(performance.getEntriesByType('resource').filter(({ startTime }) => startTime <= ${view.interactive}).map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.js')))]`,
    );
    await page.context().close();
  }
  const interactive = spread(views.map((view) => view.interactive));
  const shown = spread(views.map((view) => view.shown));
  print({
    bench: 'pages first view',
    times: TIMES,
    rows_shown_p50: shown.p50,
    ...interactive,
    ...atMost(INTERACTIVE_MS, interactive.max, 'ms'),
  });
  const sizes = await Promise.all(scripts.map((path) => rig.gzipped(path)));
  const kilobytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024;
  print({ bench: 'pages first view scripts', files: scripts.length, ...atMost(SCRIPTS_KB, kilobytes, 'KB gzipped') });
}

async function look(page: Page, url: string): Promise<View> {
  await page.goto(`${url}/inbox/all`, { waitUntil: 'commit' });
  const origin = await page.evaluate<number>('performance.timeOrigin');
  const shown = await ask<number>(page, `bench.shown(() => document.querySelector('[role=option]') !== null)`);
  const moved = ask<number>(page, `bench.shown(() => document.querySelector('[role=option][data-active=true]') !== null)`);
  let interactive: number | null = null;
  while (interactive === null) {
    await page.keyboard.press('j');
    interactive = await Promise.race([moved, new Promise<null>((wake) => setTimeout(() => wake(null), AGAIN_MS))]);
  }
  return { shown: shown - origin, interactive: interactive - origin };
}
