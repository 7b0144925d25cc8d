import type { Actor } from './actor.js';
import type { ClockId, ContactId, DeliveryId, InboxId, MessageId, TicketId } from './id.js';
import type { DeliveryState } from './message.js';

/**
 * Every fact the desk can state, past tense, with what its subscribers need to know.
 * `conversation` is `<inbox id>:<conversation key>`, the topic on which live customers wait.
 */
export interface EventMap {
  'ticket.opened': { readonly ticketId: TicketId; readonly contactId: ContactId; readonly inboxId: InboxId | null };
  'ticket.changed': {
    readonly ticketId: TicketId;
    readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  };
  'message.received': {
    readonly ticketId: TicketId;
    readonly messageId: MessageId;
    readonly seq: number;
    readonly conversation: string | null;
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
  /** A policy or calendar: running clocks take it up. */
  'sla.changed': { readonly what: 'policy' | 'calendar'; readonly id: string };
  /** The replies before it are settled: this one may leave. */
  'delivery.unblocked': { readonly deliveryId: DeliveryId };
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
}
