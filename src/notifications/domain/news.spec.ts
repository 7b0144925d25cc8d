import type { Actor } from '../../kernel/actor.js';
import { NO_CAUSE } from '../../kernel/cause.js';
import type { DomainEvent } from '../../kernel/domain-event.js';
import { type AgentId, type ClockId, type MessageId, newId, type TicketId } from '../../kernel/id.js';
import { newsIn, newsOf } from './news.js';

const ticketId = newId<TicketId>();
const messageId = newId<MessageId>();
const clockId = newId<ClockId>();
const [sari, wei] = [newId<AgentId>(), newId<AgentId>()];
const byWei: Actor = { type: 'agent', id: wei, name: 'Wei', role: 'agent' };

function newsBy(actor: Actor, event: DomainEvent) {
  return newsOf({ id: newId(), ...event, at: '2026-03-02T09:00:00Z', actor, cause: NO_CAUSE });
}
const given = (to: AgentId | null): DomainEvent => ({
  name: 'ticket.changed',
  data: { ticketId, changes: { assigneeId: { from: null, to } } },
});
const received = (cares: boolean): DomainEvent => ({
  name: 'message.received',
  data: { ticketId, messageId, seq: 1, conversation: null, cares },
});
const escalated = (actions: readonly object[]): DomainEvent => ({
  name: 'clock.escalated',
  data: { ticketId, clockId, metric: 'resolution', actions },
});

test.each<[string, DomainEvent]>([
  ['taken for oneself', given(wei)],
  ['taken away', given(null)],
  ['a change of something else', { name: 'ticket.changed', data: { ticketId, changes: { status: { from: 'new', to: 'open' } } } }],
  ['mentioned by oneself', { name: 'agent.mentioned', data: { ticketId, messageId, agentId: wei } }],
  ['said on a ticket of nobody', received(false)],
  ['woken by a message', { name: 'ticket.woken', data: { ticketId, why: 'message' } }],
  ['escalated without a word to anybody', escalated([{ type: 'raise-priority' }])],
  ['a clock that is fulfilled', { name: 'clock.fulfilled', data: { ticketId, clockId, metric: 'resolution', late: false } }],
])('%s concerns nobody', (_, event) => {
  expect(newsBy(byWei, event)).toBeNull();
});

test('what concerns somebody survives the way through a job', () => {
  const actions = [
    { type: 'notify', to: 'assignee' },
    { type: 'notify', to: 'team' },
    { type: 'reassign', teamId: 'x' },
    { type: 'notify', to: 'team' },
  ];
  const all = [given(sari), received(true), escalated(actions)].map((event) => newsBy(byWei, event));
  expect(all).toMatchObject([
    { kind: 'assigned', to: ['assignee'], agentId: sari, byId: wei, byName: 'Wei' },
    { kind: 'customer-replied', to: ['assignee', 'followers'], details: { messageId } },
    { kind: 'escalated', to: ['in-charge', 'team'], details: { metric: 'resolution' } },
  ]);
  for (const news of all) expect(newsIn(JSON.parse(JSON.stringify({ news })) as Record<string, unknown>)).toEqual(news);
});

test('a job of another version is refused', () => {
  expect(() => newsIn({})).toThrow('no news');
  expect(() => newsIn({ news: { ...newsBy(byWei, given(sari)), kind: 'gossip' } })).toThrow('no news');
});
