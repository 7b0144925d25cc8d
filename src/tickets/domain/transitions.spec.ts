import { reopenedBy } from './move.js';
import { inverseOf, RELATION_KINDS } from './relation.js';
import { afterAgentReply, afterCustomerMessage, isDone, mayBecome } from './transitions.js';
import { STATUS_CATEGORIES } from './vocabulary.js';

test.each([
  ['pending', false, 'open'],
  ['on_hold', false, 'open'],
  ['resolved', false, 'open'],
  ['new', false, 'new'],
  ['resolved', true, 'resolved'],
] as const)('a customer writes into a %s ticket (by machine: %s): %s', (current, automatic, then) => {
  expect(afterCustomerMessage(current, automatic)).toBe(then);
});

test('an answer ends being new and nothing else', () => {
  expect(afterAgentReply('new')).toBe('open');
  expect(afterAgentReply('pending')).toBe('pending');
});

test('closed is final, and nothing becomes new again', () => {
  expect(mayBecome('closed', 'open')).toBe(false);
  expect(mayBecome('open', 'new')).toBe(false);
  expect(mayBecome('resolved', 'open')).toBe(true);
});

test('the whole table: from each category, to which', () => {
  const table = Object.fromEntries(
    STATUS_CATEGORIES.map((from) => [from, STATUS_CATEGORIES.filter((to) => mayBecome(from, to)).join(' ')]),
  );
  expect(table).toEqual({
    new: 'new open pending on_hold resolved closed',
    open: 'open pending on_hold resolved closed',
    pending: 'open pending on_hold resolved closed',
    on_hold: 'open pending on_hold resolved closed',
    resolved: 'open pending on_hold resolved closed',
    closed: 'closed',
  });
  expect(STATUS_CATEGORIES.filter(isDone)).toEqual(['resolved', 'closed']);
});

test('a relation is the same seen from both sides', () => {
  expect(RELATION_KINDS.map(inverseOf)).toEqual(['related', 'duplicate', 'child', 'parent']);
  expect(RELATION_KINDS.map((k) => inverseOf(inverseOf(k)))).toEqual(RELATION_KINDS);
});

test.each([
  ['pending', true, false, 'open'],
  ['pending', true, true, null],
  ['pending', false, false, null],
  ['resolved', true, false, 'open'],
  ['open', true, false, null],
  ['closed', true, false, null],
] as const)('unmerged, a ticket that was %s; the customer wrote: %s, by machine: %s', (statusCategory, wrote, automatic, then) => {
  const before = { status: statusCategory, statusCategory, resolvedAt: null, snoozedUntil: null, holdReason: null };
  expect(reopenedBy(before, [{ direction: wrote ? 'inbound' : 'outbound', automatic }])).toBe(then);
});
