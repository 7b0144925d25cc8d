import { assert, double, integer, option, property } from 'fast-check';
import { waitSeconds } from './back-off.js';
import { afterFailure, FAILURES_UNTIL_PAUSE, HEALTHY, type Health, isBroken, isHopeless, PATIENCE_MINUTES } from './health.js';
import { inForce, rotated } from './secrets.js';

const start = new Date('2026-03-02T09:00:00Z');
const minutes = (n: number) => new Date(start.getTime() + n * 60_000);

test('the first failures leave it open, then probes go out ever more rarely', () => {
  let health: Health = HEALTHY;
  const waits: (number | null)[] = [];
  for (let i = 0; i < 12; i++) {
    health = afterFailure(health, start);
    waits.push(health.pausedUntil === null ? null : (health.pausedUntil.getTime() - start.getTime()) / 60_000);
    expect(isBroken(health)).toBe(i + 1 >= FAILURES_UNTIL_PAUSE);
  }
  expect(waits).toEqual([null, null, null, null, 0.5, 1, 2, 5, 10, 15, 15, 15]);
});

test('hopeless is who has failed five days long, from the first failure on', () => {
  const health = afterFailure(afterFailure(HEALTHY, start), minutes(60));
  expect(isHopeless(health, minutes(PATIENCE_MINUTES - 1))).toBe(false);
  expect(isHopeless(health, minutes(PATIENCE_MINUTES))).toBe(true);
  expect(isHopeless(HEALTHY, minutes(PATIENCE_MINUTES))).toBe(false);
});

test('waits rise to six hours, differ by a fifth, and grant at most a day of what is asked', () => {
  const attempts = integer({ min: 1, max: 40 });
  const luck = double({ min: 0, max: 1, noNaN: true });
  assert(
    property(attempts, luck, option(integer({ min: 0, max: 1_000_000_000 })), (n, by, asked) => {
      const planned = Math.min(5 * 4 ** (n - 1), 21_600);
      const wait = waitSeconds(n, by, asked);
      expect(wait).toBeGreaterThanOrEqual(planned * 0.8);
      expect(wait).toBeLessThanOrEqual(Math.max(planned * 1.2, 86_400));
      expect(wait).toBeGreaterThanOrEqual(Math.min(asked ?? 0, 86_400));
    }),
  );
});

test('in five days there are some two dozen attempts', () => {
  let spent = 0;
  let count = 1;
  while (spent <= PATIENCE_MINUTES * 60) spent += waitSeconds(count++, 0.5, null);
  expect(count - 1).toBe(26);
});

test('while a rotation lasts two sign, and never more', () => {
  const first = [{ secret: 'a', until: null }];
  const second = rotated(first, 'b', minutes(60));
  expect(inForce(second, minutes(59))).toEqual(['b', 'a']);
  expect(inForce(second, minutes(60))).toEqual(['b']);
  expect(inForce(rotated(second, 'c', minutes(90)), minutes(30))).toEqual(['c', 'b']);
});
