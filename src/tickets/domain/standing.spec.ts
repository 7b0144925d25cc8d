import { instantFromText } from '../../kernel/clock.js';
import { holdReasonAfter, mayReopen, snoozeAfter } from './standing.js';

const at = (text: string): Date => {
  const instant = instantFromText(text);
  if (instant === null) throw new Error(text);
  return instant;
};
const now = at('2026-03-02T09:00:00Z');

describe('on hold', () => {
  test('needs a reason, keeps it, and loses it', () => {
    expect(() => holdReasonAfter(null, 'on_hold', undefined)).toThrow(expect.objectContaining({ code: 'ticket.hold-reason-required' }));
    expect(() => holdReasonAfter(null, 'on_hold', '  ')).toThrow('Say for whom');
    expect(holdReasonAfter(null, 'on_hold', ' the bank ')).toBe('the bank');
    expect(holdReasonAfter('the bank', 'on_hold', undefined)).toBe('the bank');
    expect(holdReasonAfter('the bank', 'open', undefined)).toBeNull();
    expect(() => holdReasonAfter(null, 'open', 'the bank')).toThrow(expect.objectContaining({ code: 'ticket.not-on-hold' }));
  });
});

describe('snoozed', () => {
  const open = { category: 'open', now } as const;
  const done = { category: 'resolved', now } as const;
  const later = at('2026-03-03T09:00:00Z');

  test('until an instant to come', () => {
    expect(snoozeAfter(null, later, open)).toBe(later);
    expect(snoozeAfter(later, undefined, open)).toBe(later);
    expect(snoozeAfter(later, null, open)).toBeNull();
    expect(() => snoozeAfter(null, now, open)).toThrow(expect.objectContaining({ code: 'ticket.snooze-past' }));
    expect(() => snoozeAfter(null, at('2028-01-01T00:00:00Z'), open)).toThrow(expect.objectContaining({ code: 'ticket.snooze-too-long' }));
  });

  test('what is done is not put off', () => {
    expect(snoozeAfter(later, undefined, done)).toBeNull();
    expect(() => snoozeAfter(null, later, done)).toThrow(expect.objectContaining({ code: 'ticket.not-snoozable' }));
  });
});

test.each([
  ['open', null, null, true],
  ['pending', null, null, true],
  ['resolved', '2026-02-16T09:00:00Z', null, true],
  ['resolved', '2026-02-16T08:59:59Z', null, false],
  ['closed', '2026-03-02T08:00:00Z', null, false],
  ['open', null, '2026-03-02T08:00:00Z', false],
] as const)('%s, resolved %s, deleted %s: more may be said in it: %s', (statusCategory, resolved, deleted, may) => {
  const ticket = { statusCategory, resolvedAt: resolved === null ? null : at(resolved), deletedAt: deleted === null ? null : at(deleted) };
  expect(mayReopen(ticket, { reopenDays: 14, now })).toBe(may);
});
