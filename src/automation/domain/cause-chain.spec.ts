import { array, assert, constantFrom, integer, property } from 'fast-check';
import { CAUSE_DEPTH_MAX, type Cause, NO_CAUSE } from '../../kernel/cause.js';
import { causeAfter, mayRun } from './cause-chain.js';

const chain = (...ruleIds: string[]): Cause => ruleIds.reduce((cause, id) => causeAfter(id, cause), NO_CAUSE);

test('a rule may be set off by its own change once, not twice', () => {
  expect(mayRun('a', NO_CAUSE)).toBe('may-run');
  expect(mayRun('a', chain('a'))).toBe('may-run');
  expect(mayRun('a', chain('a', 'a'))).toBe('own-change');
  expect(mayRun('b', chain('a', 'a'))).toBe('may-run');
  expect(mayRun('a', chain('a', 'a', 'b'))).toBe('may-run');
  expect(mayRun('a', chain('a', 'a', 'b', 'a'))).toBe('own-change');
});

test('two rules that set each other off end at depth 10', () => {
  let cause = NO_CAUSE;
  let runs = 0;
  for (const id of Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 'ping' : 'pong'))) {
    if (mayRun(id, cause) !== 'may-run') break;
    cause = causeAfter(id, cause);
    runs += 1;
  }
  expect(runs).toBe(CAUSE_DEPTH_MAX);
  expect(mayRun('ping', cause)).toBe('cause-depth');
});

test('whatever rules set off whatever, no chain is longer than 10, and none holds a rule three times in a row', () => {
  const order = array(constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 60 });
  assert(
    property(order, integer({ min: 0, max: 3 }), (attempts, offset) => {
      const end = attempts.slice(offset).reduce((cause, id) => (mayRun(id, cause) === 'may-run' ? causeAfter(id, cause) : cause), NO_CAUSE);
      expect(end.depth).toBeLessThanOrEqual(CAUSE_DEPTH_MAX);
      expect(end.ruleIds.length).toBe(end.depth);
      expect(end.ruleIds.some((id, i) => id === end.ruleIds[i - 1] && id === end.ruleIds[i - 2])).toBe(false);
    }),
  );
});
