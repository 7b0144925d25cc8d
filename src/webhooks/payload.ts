import type { RecordedEvent } from '../kernel/domain-event.js';
import { priorityOf } from '../tickets/index.js';
import type { TicketDetailRow } from '../views/ticket-detail.js';
import type { MessageRow } from '../views/ticket-messages.js';

/** What a receiver gets: `{ type, timestamp, data }` as Standard Webhooks has it. */
export interface Payload {
  readonly type: string;
  /** When it happened. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TicketShape {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: string;
  readonly priority: string;
  readonly category: string;
  readonly channel: string;
  readonly inboxId: string | null;
  readonly contact: { readonly id: string; readonly name: string };
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  /** Rises with every change: of two payloads the one with the higher version is newer. */
  readonly version: number;
  readonly createdAt: string;
  readonly lastMessageAt: string;
  readonly firstRepliedAt: string | null;
  readonly resolvedAt: string | null;
  readonly dueAt: string | null;
}

export interface MessageShape {
  readonly id: string;
  readonly ticketId: string;
  /** Position in the ticket. */
  readonly seq: number;
  readonly direction: string;
  readonly kind: string;
  readonly channel: string;
  readonly inboxId: string | null;
  readonly author: { readonly type: string; readonly id: string | null; readonly name: string };
  readonly subject: string | null;
  /** Without the quoted history; of a longer one the beginning. */
  readonly text: string;
  readonly textCut: boolean;
  readonly automatic: boolean;
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly contentType: string; readonly bytes: number }[];
  readonly delivery: { readonly state: string; readonly error: { readonly code: string; readonly message: string } | null };
  readonly createdAt: string;
  readonly sentAt: string;
  readonly revisedAt: string | null;
}

const TEXT_MAX = 20_000;

/** An event as it was put into its job: JSON. */
export type ToldEvent = Pick<RecordedEvent, 'id' | 'name' | 'at'> & {
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: { readonly type: string; readonly id: string | null; readonly name: string };
};

/** The ticket and the message an event is about, as they are when it is handed on. */
export interface Subjects {
  readonly ticket: TicketDetailRow | null;
  readonly message: MessageRow | null;
}

/** What else the outside is told of an event, where it has it: of a clock, a rule, a merge … */
const FACTS = [
  'agentId',
  'clockId',
  'dueAt',
  'fromId',
  'intoId',
  'isSpam',
  'late',
  'metric',
  'newTicketId',
  'percent',
  'priority',
  'ruleName',
  'splitId',
  'topic',
  'until',
  'why',
];

/**
 * `ticket.*`, `clock.*`: `{ ticketId, ticket, actor }` with what the event itself says (`metric`, `intoId` …), and `changes: { <field>: { from, to } }` for `ticket.changed`.
 * `message.*`, `note.added`: also `messageId` and `message`, with `state` for `message.delivery-changed`.
 */
export function payloadOf(event: ToldEvent, { ticket, message }: Subjects): Payload {
  const { ticketId, messageId, changes, state } = event.data;
  const data = {
    ticketId,
    ...(messageId === undefined ? {} : { messageId, message: message === null ? null : messageShape(message) }),
    ...(changes === undefined ? {} : { changes: shownChanges(changes) }),
    ...(state === undefined ? {} : { state }),
    ...Object.fromEntries(FACTS.flatMap((name) => (event.data[name] === undefined ? [] : [[name, event.data[name]]]))),
    ticket: ticket === null ? null : ticketShape(ticket),
    actor: event.actor,
  };
  return { type: event.name, timestamp: event.at, data };
}

function ticketShape(t: TicketDetailRow): TicketShape {
  return {
    id: t.id,
    number: Number(t.number),
    subject: t.subject,
    status: t.status,
    statusCategory: t.statusCategory,
    priority: priorityOf(t.priority),
    category: t.category,
    channel: t.channel,
    inboxId: t.inboxId,
    contact: { id: t.contactId, name: t.contactName },
    teamId: t.teamId,
    assigneeId: t.assigneeId,
    language: t.language,
    tags: t.tags,
    customFields: t.customFields,
    version: t.version,
    createdAt: t.createdAt.toISOString(),
    lastMessageAt: t.lastMessageAt.toISOString(),
    firstRepliedAt: t.firstRepliedAt?.toISOString() ?? null,
    resolvedAt: t.resolvedAt?.toISOString() ?? null,
    dueAt: t.dueAt?.toISOString() ?? null,
  };
}

function messageShape(m: MessageRow): MessageShape {
  return {
    id: m.id,
    ticketId: m.ticketId,
    seq: m.seq,
    direction: m.direction,
    kind: m.kind,
    channel: m.channel,
    inboxId: m.inboxId,
    author: { type: m.authorType, id: m.authorId, name: m.authorName },
    subject: m.subject,
    text: m.text.slice(0, TEXT_MAX).toWellFormed(),
    textCut: m.text.length > TEXT_MAX,
    automatic: m.automatic,
    attachments: (m.attachments ?? []).map(({ id, filename, contentType, bytes }) => ({ id, filename, contentType, bytes: Number(bytes) })),
    delivery: { state: m.deliveryState, error: m.deliveryFault },
    createdAt: m.createdAt.toISOString(),
    sentAt: m.sentAt.toISOString(),
    revisedAt: m.revisedAt?.toISOString() ?? null,
  };
}

/** Priorities are ranks inside, names outside. */
function shownChanges(changes: unknown): unknown {
  const { priority, ...rest } = changes as Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  if (priority === undefined) return rest;
  return { ...rest, priority: { from: priorityOf(Number(priority.from)), to: priorityOf(Number(priority.to)) } };
}
