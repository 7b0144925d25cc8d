import type { TicketId } from '../../kernel/id.js';
import { type PastItem, type StatusNames, stepsOf } from './past.js';
import type { TicketState } from './ticket-state.js';
import type { StatusCategory } from './vocabulary.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const names: StatusNames = { categoryOf: (status) => status as StatusCategory, nameFor: (category) => category };

const now = {
  id: 't' as TicketId, status: 'resolved', statusCategory: 'resolved', priority: 3, category: 'refund', tags: ['vip'], createdAt: at(0), lastSeq: 3, version: 9,
  waitingSince: null, firstRepliedAt: at(5), resolvedAt: at(9), lastMessageAt: at(7),
} as unknown as TicketState; // biome-ignore format: what matters here

const items: readonly PastItem[] = [
  { kind: 'message', id: '1', at: at(0), direction: 'inbound', automatic: false },
  { kind: 'change', id: '2', at: at(2), changes: { priority: { from: 2, to: 3 }, category: { from: 'general', to: 'refund' } } },
  { kind: 'message', id: '3', at: at(5), direction: 'outbound', automatic: false },
  { kind: 'change', id: '4', at: at(5), changes: { status: { from: 'open', to: 'pending' } } },
  { kind: 'message', id: '5', at: at(7), direction: 'inbound', automatic: false },
  { kind: 'change', id: '6', at: at(9), changes: { status: { from: 'open', to: 'resolved' } } },
];

test('a ticket is told again from the beginning, whatever order its parts come in', () => {
  const steps = stepsOf(now, items.toReversed(), names);
  expect(steps.map((s) => [s.after.priority, s.after.category, s.after.statusCategory, s.after.waitingSince])).toEqual([
    [2, 'general', 'new', at(0)],
    [3, 'refund', 'new', at(0)],
    [3, 'refund', 'open', null],
    [3, 'refund', 'pending', null],
    [3, 'refund', 'open', at(7)],
    [3, 'refund', 'resolved', at(7)],
  ]);
  expect(steps[0]?.before).toBeNull();
  expect(steps.slice(1).every((step, i) => step.before === steps[i]?.after)).toBe(true);
  expect(steps.at(-1)?.after).toMatchObject({ firstRepliedAt: at(5), resolvedAt: at(9) });
});
