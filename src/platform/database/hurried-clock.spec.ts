import { instantAt } from '../../kernel/clock.js';
import { HurriedClock } from './hurried-clock.js';

const origin = instantAt(1_790_000_000_000);
const later = (ms: number) => instantAt(origin.getTime() + ms);

/** A database whose clock stands there. */
const database = (now: Date) => ({ query: async () => [{ rows: [] }, { rows: [{ now }] }] }) as never;

test('an hour passes in a minute, and jobs run at the minute that stands for their hour', async () => {
  const clock = new HurriedClock(origin, 60);
  expect(await clock.begin(database(later(60_000)))).toEqual(later(3_600_000));
  expect(clock.machineTime(later(3_600_000))).toEqual(later(60_000));
});
