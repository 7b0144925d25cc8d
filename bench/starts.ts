import { once } from 'node:events';
import { dropScratch, scratchFolder } from '../sandbox/scratch-folder.js';
import { freePort } from '../src/platform/database/embedded/ports.js';
import { ended, launch, ready } from './desk-process.js';
import { rounded } from './load.js';

const ROUNDS = 5;

/** The desk is killed and started again: milliseconds until it says that it is ready, its database adopted. */
export async function starts(): Promise<Record<string, unknown>> {
  const folder = scratchFolder('parley-bench-');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begin = async () => {
    const at = performance.now();
    const app = launch(folder, port);
    await ready(url, app);
    return { app, ms: performance.now() - at };
  };
  let { app, ms: first } = await begin();
  const took: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const gone = once(app, 'exit');
    app.kill('SIGKILL');
    await gone;
    const again = await begin();
    app = again.app;
    took.push(again.ms);
  }
  await ended(app);
  dropScratch(folder);
  return {
    bench: 'start',
    first_ms: rounded(first),
    again_median_ms: rounded(took.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0),
    again_max_ms: rounded(Math.max(...took)),
  };
}
