/** Ids are UUID version 7 (RFC 9562 §5.7): time-ordered, so inserts stay at the right edge of every primary-key index. */
import { systemClock } from './clock.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AgentId = Branded<'AgentId'>;
export type AttachmentId = Branded<'AttachmentId'>;
export type AutomationId = Branded<'AutomationId'>;
export type CannedTextId = Branded<'CannedTextId'>;
export type CalendarId = Branded<'CalendarId'>;
export type ClockId = Branded<'ClockId'>;
export type ContactId = Branded<'ContactId'>;
export type DecisionId = Branded<'DecisionId'>;
export type DeliveryId = Branded<'DeliveryId'>;
export type EventId = Branded<'EventId'>;
export type IdentityId = Branded<'IdentityId'>;
export type InboxId = Branded<'InboxId'>;
export type MacroId = Branded<'MacroId'>;
export type MessageId = Branded<'MessageId'>;
export type NotificationId = Branded<'NotificationId'>;
export type ReceiptId = Branded<'ReceiptId'>;
export type RoutingRuleId = Branded<'RoutingRuleId'>;
export type SkillId = Branded<'SkillId'>;
export type SlaPolicyId = Branded<'SlaPolicyId'>;
export type TeamId = Branded<'TeamId'>;
export type TicketId = Branded<'TicketId'>;
export type ViewId = Branded<'ViewId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** A new UUIDv7 as the branded id the caller asks for: `newId<TicketId>()`. */
export function newId<Id extends string>(): Id {
  const time = systemClock.now().getTime().toString(16).padStart(12, '0');
  // Version 4 (RFC 9562 §5.4) has its random bits and its variant where version 7 has them; it is drawn from a pool.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${globalThis.crypto.randomUUID().slice(15)}` as Id;
}

/** So many, in the order in which they are to be read: two of one millisecond have none by themselves. */
export function newIds<Id extends string>(count: number): readonly Id[] {
  return Array.from({ length: count }, () => newId<Id>()).toSorted();
}

/** No id made at or after this instant is smaller: lets a primary key answer "since when". */
export function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
