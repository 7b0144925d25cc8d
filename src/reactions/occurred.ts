import type { Changes } from '../automation/index.js';
import type { Cause } from '../kernel/cause.js';
import { instantFromText } from '../kernel/clock.js';
import { isUuid, type MessageId, type TicketId } from '../kernel/id.js';
import { causeOf } from '../platform/database/causes.js';

/** An event as a rule may wait for it. */
export interface Occurred {
  readonly id: string;
  readonly name: string;
  readonly ticketId: TicketId;
  readonly messageId: MessageId | null;
  readonly changes: Changes;
  /** Rules that had their turn in the transaction that it tells of. */
  readonly askedIds: readonly string[];
  readonly cause: Cause;
  readonly at: Date;
}

/** Reads a recorded event of any name that speaks of a ticket. @returns null when it does not: a job of another version */
export function occurredIn(payload: Readonly<Record<string, unknown>>): Occurred | null {
  const { event } = payload;
  if (!isRecord(event) || !isRecord(event['data'])) return null;
  const { id, name, at, data } = event;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof at !== 'string') return null;
  const { ticketId, messageId, changes, rules } = data as Readonly<Record<string, unknown>>;
  const instant = instantFromText(at);
  if (typeof ticketId !== 'string' || !isUuid(ticketId) || instant === null) return null;
  return {
    id,
    name,
    ticketId: ticketId as TicketId,
    messageId: typeof messageId === 'string' && isUuid(messageId) ? (messageId as MessageId) : null,
    changes: isRecord(changes) ? (changes as Changes) : {},
    askedIds: isRecord(rules) && Array.isArray(rules['askedIds']) ? rules['askedIds'].map(String) : [],
    cause: causeOf(event),
    at: instant,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
