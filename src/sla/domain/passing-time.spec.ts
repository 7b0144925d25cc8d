import type { ClockState } from './clock.js';
import { after, bookOf, Life, OPENED, policy } from './clock-life.js';
import { METRICS } from './policy.js';
import { passTime } from './ticket-clocks.js';

describe('time alone', () => {
  const warned = policy({
    warnAt: [50, 80],
    escalations: [
      { afterMinutes: 0, metrics: METRICS, actions: [{ type: 'raise-priority' }] },
      { afterMinutes: 30, metrics: METRICS, actions: [{ type: 'raise-priority' }] },
    ],
  });
  const book = bookOf(warned);
  const first = new Life(book).of('first-response');
  const pass = (clock: ClockState, minute: number, escalates = true) => passTime(clock, { book, now: after(minute), escalates });

  test.each([
    [29, [], 30],
    [30, ['warned 30'], 48],
    [48, ['warned 30', 'warned 48'], 60],
    // Who looks too late warns nobody of what has happened.
    [60, ['breached 60', 'escalated 60'], 90],
    [500, ['breached 60', 'escalated 60', 'escalated 90'], null],
  ])('after %i minutes', (minute, told, next) => {
    const { clock, lines } = pass(first, minute);
    expect(lines.map((l) => `${l.kind} ${(l.at.getTime() - OPENED.getTime()) / 60_000}`)).toEqual(told);
    expect(clock.nextAt).toEqual(next === null ? null : after(next));
    expect(pass(clock, minute).lines).toEqual([]);
  });

  test('escalations wait for whoever can carry them out', () => {
    const { clock, lines } = pass(first, 500, false);
    expect(lines.map((l) => l.kind)).toEqual(['breached']);
    expect(clock.nextAt).toEqual(after(60));
  });

  const passes = (life: Life, minute: number) => {
    life.clocks = life.clocks.map((c) => (c.endedAt === null ? pass(c, minute).clock : c));
  };

  test('they wait while the ticket does', () => {
    const life = new Life(book);
    passes(life, 70);
    life.happens(70, { statusCategory: 'pending' });
    expect(life.of('first-response')).toMatchObject({ state: 'breached', escalated: 1, overdueMs: 600_000, nextAt: null });
    passes(life, 300);
    life.happens(300, { statusCategory: 'open' });
    expect(life.of('first-response')).toMatchObject({ escalated: 1, nextAt: after(320) });
    passes(life, 320);
    expect(life.of('first-response')).toMatchObject({ escalated: 2, nextAt: null });
  });

  test('what is resolved late and reopened is escalated after what was left, not at once', () => {
    const life = new Life(bookOf({ ...warned, targets: { resolution: { normal: 60 } } }));
    passes(life, 80);
    life.happens(80, { statusCategory: 'resolved' });
    life.happens(3000, { statusCategory: 'open' });
    expect(life.of('resolution')).toMatchObject({ state: 'breached', breachedAt: after(60), escalated: 1, nextAt: after(3010) });
    const { lines } = pass(life.of('resolution'), 4000);
    expect(lines.map((l) => `${l.kind} ${(l.at.getTime() - OPENED.getTime()) / 60_000}`)).toEqual(['escalated 3010']);
  });

  test('nobody is warned twice of the same, but again of a target that moved away', () => {
    const life = new Life(book);
    life.clocks = life.clocks.map((c) => pass(c, 50).clock);
    expect(life.of('first-response')).toMatchObject({ warnedPercent: 80 });
    life.happens(50, { priority: 'high' });
    expect(pass(life.of('first-response'), 50).lines.map((l) => l.kind)).toEqual(['breached', 'escalated']);
    const moved = new Life(bookOf({ ...warned, targets: { 'first-response': { normal: 60, low: 600 } } }));
    moved.clocks = moved.clocks.map((c) => pass(c, 50).clock);
    moved.happens(50, { priority: 'low' });
    expect(moved.of('first-response')).toMatchObject({ warnedPercent: 8, nextAt: after(300) });
  });
});
