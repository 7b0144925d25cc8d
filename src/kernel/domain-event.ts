import type { Actor } from './actor.js';
import type { Cause } from './cause.js';
import type { AgentId, AutomationId, ClockId, ContactId, DeliveryId, InboxId, MessageId, TeamId, TicketId } from './id.js';
import type { DeliveryState } from './message.js';

/**
 * Every fact the desk can state, past tense, with what its subscribers need to know.
 * `conversation` is `<inbox id>:<conversation key>`, the topic on which live customers wait.
 */
export interface EventMap {
  /** Somebody has room for more work. */
  'agent.freed': { readonly agentId: AgentId };
  'agent.teams-changed': { readonly agentId: AgentId };
  /** A rule asks that the outside be told; `topic` is the rule's own word for it. */
  'automation.webhook': { readonly ticketId: TicketId; readonly ruleId: AutomationId; readonly ruleName: string; readonly topic: string };
  'ticket.opened': {
    readonly ticketId: TicketId;
    readonly contactId: ContactId;
    readonly inboxId: InboxId | null;
    /** Rules that had their turn while it was opened, and whether there may be others. */
    readonly rules?: { readonly askedIds: readonly AutomationId[]; readonly isAnyLeft: boolean };
  };
  'ticket.changed': {
    readonly ticketId: TicketId;
    readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  };
  /** Somebody follows it from now on, or no more. */
  'ticket.followers-changed': { readonly ticketId: TicketId };
  'ticket.snoozed': { readonly ticketId: TicketId; readonly until: string };
  'ticket.woken': { readonly ticketId: TicketId; readonly why: 'time' | 'message' | 'agent' };
  'ticket.marked-spam': { readonly ticketId: TicketId; readonly contactId: ContactId; readonly isSpam: boolean };
  'ticket.deleted': { readonly ticketId: TicketId };
  'ticket.restored': { readonly ticketId: TicketId };
  /** Everything said in the one stands in the other's timeline now. */
  'ticket.merged': { readonly ticketId: TicketId; readonly intoId: TicketId };
  'ticket.unmerged': { readonly ticketId: TicketId; readonly fromId: TicketId };
  'ticket.split': { readonly ticketId: TicketId; readonly newTicketId: TicketId };
  'ticket.unsplit': { readonly ticketId: TicketId; readonly splitId: TicketId };
  'contact.merged': { readonly contactId: ContactId; readonly intoId: ContactId };
  /** Promises may depend on it. */
  'contact.tier-changed': { readonly contactId: ContactId };
  'contact.unmerged': { readonly contactId: ContactId; readonly fromId: ContactId };
  'agent.mentioned': { readonly ticketId: TicketId; readonly messageId: MessageId; readonly agentId: AgentId };
  'message.received': {
    readonly ticketId: TicketId;
    readonly messageId: MessageId;
    readonly seq: number;
    readonly conversation: string | null;
    /** Somebody works on the ticket or follows it, and a person wrote. */
    readonly cares: boolean;
  };
  'message.queued': {
    readonly ticketId: TicketId;
    readonly messageId: MessageId;
    readonly deliveryId: DeliveryId;
    readonly conversation: string | null;
    readonly seq: number;
  };
  'message.delivery-changed': { readonly ticketId: TicketId; readonly messageId: MessageId; readonly state: DeliveryState };
  'message.changed': { readonly ticketId: TicketId; readonly messageId: MessageId };
  'attachment.pending': { readonly ticketId: TicketId; readonly attachmentId: string };
  'clock.warned': ClockFact & { readonly percent: number; readonly dueAt: string | null };
  'clock.breached': ClockFact & { readonly dueAt: string | null };
  'clock.fulfilled': ClockFact & { readonly late: boolean };
  /** Not done long after the breach: what its policy asks for, `{ type: 'notify', to }` among it for whoever notifies. */
  'clock.escalated': ClockFact & { readonly actions: readonly object[] };
  'note.added': { readonly ticketId: TicketId; readonly messageId: MessageId };
  /** A reply waits for its time; until then its author may take it back. */
  /** Held, and then not sent: somebody took it back, or the desk refused it when its time came. */
  'reply.unsent': {
    readonly ticketId: TicketId;
    readonly messageId: MessageId;
    readonly authorId: AgentId | null;
    readonly state: 'cancelled' | 'failed';
  };
  'reply.held': { readonly ticketId: TicketId; readonly messageId: MessageId; readonly afterSeconds: number };
  /** A rule says that somebody must look at it now. */
  'ticket.escalated': { readonly ticketId: TicketId; readonly priority: string; readonly ruleId: AutomationId; readonly ruleName: string };
  /** A policy or calendar: running clocks take it up. */
  'sla.changed': { readonly what: 'policy' | 'calendar'; readonly id: string };
  /** The replies before it are settled: this one may leave. */
  'delivery.unblocked': { readonly deliveryId: DeliveryId };
  'presence.changed': { readonly agentId: AgentId; readonly from: string; readonly to: string };
  /** A team that hands out its tickets has something to hand out, or hands out differently. */
  'queue.changed': { readonly teamId: TeamId };
  'ticket.assigned': {
    readonly ticketId: TicketId;
    readonly teamId: TeamId | null;
    readonly agentId: AgentId;
    readonly from: AgentId | null;
  };
}

interface ClockFact {
  readonly ticketId: TicketId;
  readonly clockId: ClockId;
  readonly metric: string;
}

export type EventName = keyof EventMap;

export type DomainEvent = { [Name in EventName]: { readonly name: Name; readonly data: EventMap[Name] } }[EventName];

/** A fact as it is handed on: with its identity, so that handlers can be idempotent, and who caused it when. */
export interface RecordedEvent<Name extends EventName = EventName> {
  readonly id: string;
  readonly name: Name;
  readonly data: EventMap[Name];
  readonly at: string;
  readonly actor: Actor;
  /** What automations led to it. */
  readonly cause: Cause;
}
