/** The vocabulary of messages that every layer shares. */
export type Direction = 'inbound' | 'outbound' | 'internal';

export type MessageKind = 'text' | 'call' | 'voicemail' | 'note' | 'reaction' | 'comment' | 'unsupported';

export type AuthorType = 'contact' | 'agent' | 'system';

/**
 * `queued → sending → accepted → delivered → read`, or `failed`, or `unknown` (a crash or a timeout after the send
 * began: it may be at the provider). Inbound messages are `received`, notes are `none`; `cancelled` was taken back before it left.
 */
export type DeliveryState =
  | 'none'
  | 'received'
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'failed'
  | 'accepted'
  | 'delivered'
  | 'read'
  | 'cancelled';

export interface DeliveryFault {
  readonly code: string;
  readonly message: string;
}

const RANK: Readonly<Record<DeliveryState, number>> = {
  none: 0,
  received: 0,
  queued: 1,
  sending: 2,
  unknown: 3,
  failed: 4,
  accepted: 5,
  delivered: 6,
  read: 7,
  cancelled: 8,
};

/**
 * A receipt may arrive late or twice, so the state only rises. `failed` is overtaken by a later `delivered` or `read`
 * (the customer has it on one device) but not by a late `accepted`; and a delivered message cannot fail any more.
 */
export function advanceDelivery(current: DeliveryState, reported: DeliveryState): DeliveryState {
  if (reported === 'failed') return RANK[current] < RANK.delivered ? 'failed' : current;
  if (current === 'failed' && reported === 'accepted') return current;
  return RANK[reported] > RANK[current] ? reported : current;
}

/** The customer has it: whatever becomes of an attempt to send it says nothing new. */
export function hasArrived(state: DeliveryState): boolean {
  return state === 'delivered' || state === 'read';
}

/** PostgreSQL's text and jsonb refuse U+0000 and lone surrogates; everything a customer said passes through here first. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** The same of every text inside a value, however deep; what is no plain data (bytes, instants) stays as it is. */
export function storable<T>(value: T): T {
  return storableValue(value) as T;
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storableText(key), storableValue(part)]));
}

export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** A text in which there is something to see: not only spaces, controls and joiners. */
export const SHOWS_SOMETHING = /[^\s\p{C}\u2800\u3164\u115f\u1160\uffa0]/u;
