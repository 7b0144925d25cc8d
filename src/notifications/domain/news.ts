import { agentIdOf } from '../../kernel/actor.js';
import type { DomainEvent, EventMap, RecordedEvent } from '../../kernel/domain-event.js';
import { type AgentId, isUuid, type TicketId } from '../../kernel/id.js';
import { NOTIFICATION_KINDS, type NotificationKind } from './notification-kind.js';

/** Who is meant, as the ticket stands when they are told. `in-charge`: its assignee, or whoever could take it. */
const AUDIENCES = ['assignee', 'followers', 'in-charge', 'team', 'supervisors', 'mentioned'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What an event means for agents. */
export interface News {
  readonly eventId: string;
  readonly ticketId: TicketId;
  readonly kind: NotificationKind;
  readonly to: readonly Audience[];
  /** Whom an assignment, a mention or a reply that was not sent is about. */
  readonly agentId: AgentId | null;
  /** Who did it, and so knows. */
  readonly byId: AgentId | null;
  readonly byName: string;
  /** Small facts worth showing. */
  readonly details: Readonly<Record<string, unknown>>;
}

type Told = Pick<News, 'kind' | 'to'> & Partial<Pick<News, 'agentId' | 'details'>>;

/** @returns null when it concerns nobody */
export function newsOf(event: RecordedEvent): News | null {
  // Recorded from one: name and data belong together.
  const fact = { name: event.name, data: event.data } as DomainEvent;
  const told = toldBy(fact);
  if (told === null || !('ticketId' in fact.data)) return null;
  const byId = agentIdOf(event.actor);
  const agentId = told.agentId ?? null;
  if (agentId !== null && agentId === byId) return null;
  const { kind, to, details = {} } = told;
  return { eventId: event.id, ticketId: fact.data.ticketId, kind, to, agentId, byId, byName: event.actor.name, details };
}

/**
 * The desk itself gave a ticket to somebody: the event says whom to tell, and they may see what is theirs. Nothing need be
 * asked or waited for, so they are told in the transaction of the change, which costs no job (ADR 12).
 * @returns null when it goes by job, or concerns nobody
 */
export function toldAtOnce(event: RecordedEvent): (News & { readonly agentId: AgentId }) | null {
  if (event.actor.type !== 'system' || event.name !== 'ticket.changed') return null;
  const news = newsOf(event);
  return news === null || news.agentId === null ? null : { ...news, agentId: news.agentId };
}

function toldBy({ name, data }: DomainEvent): Told | null {
  switch (name) {
    case 'ticket.changed':
      return assigned(data);
    case 'agent.mentioned':
      return { kind: 'mentioned', to: ['mentioned'], agentId: data.agentId, details: { messageId: data.messageId } };
    case 'message.received':
      return data.cares ? { kind: 'customer-replied', to: ['assignee', 'followers'], details: { messageId: data.messageId } } : null;
    case 'ticket.woken':
      // By a message: they are told of that.
      return data.why === 'message' ? null : { kind: 'woken', to: ['assignee'] };
    case 'clock.warned':
      return { kind: 'clock-warned', to: ['in-charge'], details: { metric: data.metric, percent: data.percent, dueAt: data.dueAt } };
    case 'clock.breached':
      return { kind: 'clock-breached', to: ['in-charge'], details: { metric: data.metric, dueAt: data.dueAt } };
    case 'clock.escalated':
      return escalated(data);
    case 'ticket.escalated':
      return { kind: 'escalated', to: ['in-charge'], details: { priority: data.priority, ruleId: data.ruleId, ruleName: data.ruleName } };
    case 'reply.unsent':
      return data.authorId === null
        ? null
        : { kind: 'reply-unsent', to: ['mentioned'], agentId: data.authorId, details: { messageId: data.messageId, state: data.state } };
    default:
      return null;
  }
}

function assigned({ changes }: EventMap['ticket.changed']): Told | null {
  const to = changes['assigneeId']?.to;
  return typeof to === 'string' ? { kind: 'assigned', to: ['assignee'], agentId: to as AgentId } : null;
}

const NOTIFIED: Readonly<Record<string, Audience>> = { assignee: 'in-charge', team: 'team', supervisors: 'supervisors' };

/** What the policy asks to be told; its other actions carry themselves out. */
function escalated({ metric, actions }: EventMap['clock.escalated']): Told | null {
  const to = actions.flatMap((action) =>
    'type' in action && action.type === 'notify' && 'to' in action ? (NOTIFIED[String(action.to)] ?? []) : [],
  );
  return to.length === 0 ? null : { kind: 'escalated', to: [...new Set(to)], details: { metric } };
}

/** Reads the payload of a job. @throws when it is none of this version's */
export function newsIn(payload: Readonly<Record<string, unknown>>): News {
  const { eventId, ticketId, kind, to, agentId, byId, byName, details } = (payload['news'] ?? {}) as Readonly<
    Partial<Record<keyof News, unknown>>
  >;
  const known = NOTIFICATION_KINDS.find((k) => k === kind);
  if (!isId(eventId) || !isId(ticketId) || known === undefined || !Array.isArray(to) || typeof byName !== 'string')
    throw new Error('the job has no news');
  return {
    eventId,
    ticketId: ticketId as TicketId,
    kind: known,
    to: AUDIENCES.filter((audience) => to.includes(audience)),
    agentId: isId(agentId) ? (agentId as AgentId) : null,
    byId: isId(byId) ? (byId as AgentId) : null,
    byName,
    details: typeof details === 'object' && details !== null ? (details as Readonly<Record<string, unknown>>) : {},
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && isUuid(value);
}
