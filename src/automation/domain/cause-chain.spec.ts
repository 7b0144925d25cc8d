import { array, assert, constantFrom, integer, property } from 'fast-check';
import { CAUSE_DEPTH_MAX, CAUSED_RUNS_MAX, type Cause, NO_CAUSE } from '../../kernel/cause.js';
import { causeAfter, stopOf } from './cause-chain.js';

const after = (id: string, cause: Cause) => causeAfter(id, { id: 'event', cause });
const chain = (...ruleIds: string[]): Cause => ruleIds.reduce((cause, id) => after(id, cause), NO_CAUSE);
const stop = (id: string, cause: Cause) => stopOf(id, cause, 0);

test('a rule may be set off by its own change once, not twice', () => {
  expect(stop('a', NO_CAUSE)).toBeNull();
  expect(stop('a', chain('a'))).toBeNull();
  expect(stop('a', chain('a', 'a'))).toBe('own-change');
  expect(stop('b', chain('a', 'a'))).toBeNull();
  expect(stop('a', chain('a', 'a', 'b'))).toBeNull();
  expect(stop('a', chain('a', 'a', 'b', 'a'))).toBe('own-change');
});

test('two rules that set each other off end at depth 10', () => {
  let cause = NO_CAUSE;
  let runs = 0;
  for (const id of Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 'ping' : 'pong'))) {
    if (stop(id, cause) !== null) break;
    cause = after(id, cause);
    runs += 1;
  }
  expect(runs).toBe(CAUSE_DEPTH_MAX);
  expect(stop('ping', cause)).toBe('cause-depth');
});

test('whatever rules set off whatever, no chain is longer than 10, and none holds a rule three times in a row', () => {
  const order = array(constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 60 });
  assert(
    property(order, integer({ min: 0, max: 3 }), (attempts, offset) => {
      const end = attempts.slice(offset).reduce((cause, id) => (stop(id, cause) === null ? after(id, cause) : cause), NO_CAUSE);
      expect(end.depth).toBeLessThanOrEqual(CAUSE_DEPTH_MAX);
      expect(end.ruleIds.length).toBe(end.depth);
      expect(end.ruleIds.some((id, i) => id === end.ruleIds[i - 1] && id === end.ruleIds[i - 2])).toBe(false);
    }),
  );
});

test('what comes of one event ends, however many rules branch it; the event itself is not counted', () => {
  expect(stopOf('a', chain('b'), CAUSED_RUNS_MAX - 1)).toBeNull();
  expect(stopOf('a', chain('b'), CAUSED_RUNS_MAX)).toBe('cause-breadth');
  expect(stopOf('a', NO_CAUSE, CAUSED_RUNS_MAX)).toBeNull();
});

test('every cause of a chain names the event that began it', () => {
  const first = causeAfter('a', { id: 'first', cause: NO_CAUSE });
  expect(causeAfter('b', { id: 'second', cause: first })).toEqual({ depth: 2, ruleIds: ['a', 'b'], originId: 'first' });
});
