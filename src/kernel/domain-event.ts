import type { Actor } from './actor.js';
import type { AgentId, ContactId, DeliveryId, InboxId, MessageId, TicketId } from './id.js';
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
  'contact.unmerged': { readonly contactId: ContactId; readonly fromId: ContactId };
  'agent.mentioned': { readonly ticketId: TicketId; readonly messageId: MessageId; readonly agentId: AgentId };
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
  'note.added': { readonly ticketId: TicketId; readonly messageId: MessageId };
  /** The replies before it are settled: this one may leave. */
  'delivery.unblocked': { readonly deliveryId: DeliveryId };
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
