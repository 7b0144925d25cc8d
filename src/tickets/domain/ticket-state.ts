import type { AgentId, ContactId, InboxId, TeamId, TicketId } from '../../kernel/id.js';
import type { Direction } from '../../kernel/message.js';
import type { StatusCategory } from './vocabulary.js';

/** What verbs decide on, read under the ticket's lock. */
export interface TicketState {
  readonly id: TicketId;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: StatusCategory;
  /** Rank, 1 (low) to 4 (urgent). */
  readonly priority: number;
  readonly category: string;
  readonly channel: string;
  readonly inboxId: InboxId | null;
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly contactTier: string | null;
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly lastSeq: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  /** Since when the customer waits for an answer of a person; null: nobody waits. */
  readonly waitingSince: Date | null;
  readonly firstRepliedAt: Date | null;
  readonly resolvedAt: Date | null;
  /** Put off until then; a customer's message ends it sooner. */
  readonly snoozedUntil: Date | null;
  /** For whom or what a ticket on hold waits. */
  readonly holdReason: string | null;
  readonly isSpam: boolean;
  readonly deletedAt: Date | null;
  /** The ticket in whose timeline its messages stand. */
  readonly mergedIntoId: TicketId | null;
  /** Agents who want to hear of it. */
  readonly followerCount: number;
}

/** What lists, queues and rules see: as the column `shown` of the table says. */
export function isShown(ticket: Pick<TicketState, 'isSpam' | 'deletedAt' | 'mergedIntoId'>): boolean {
  return ticket.deletedAt === null && ticket.mergedIntoId === null && !ticket.isSpam;
}

/** A message as the ticket it joins sees it. */
export interface Joining {
  readonly direction: Direction;
  /** Said by a machine: it neither makes anybody wait nor ends a wait. */
  readonly automatic: boolean;
}

/** How a message leaves the customer's wait. A note is nobody's answer. */
export function waitingAfter(since: Date | null, { direction, automatic }: Joining, now: Date): Date | null {
  if (automatic || direction === 'internal') return since;
  return direction === 'inbound' ? (since ?? now) : null;
}

/** What a message changes on its ticket beside the message itself. */
export interface JoiningEffect {
  readonly status: string;
  readonly statusCategory: StatusCategory;
  /** Set once, by the first answer of a person. */
  readonly firstReply: boolean;
  readonly reopened: boolean;
}

/** The ticket once a message has joined it, as the store writes it. */
export function joinedBy(
  ticket: TicketState,
  message: Joining,
  { effect, seq, now }: { readonly effect: JoiningEffect; readonly seq: number; readonly now: Date },
): TicketState {
  return {
    ...ticket,
    status: effect.status,
    statusCategory: effect.statusCategory,
    lastSeq: seq,
    version: ticket.version + (effect.status === ticket.status ? 0 : 1),
    lastMessageAt: message.direction === 'internal' ? ticket.lastMessageAt : now,
    waitingSince: waitingAfter(ticket.waitingSince, message, now),
    firstRepliedAt: effect.firstReply ? (ticket.firstRepliedAt ?? now) : ticket.firstRepliedAt,
    resolvedAt: effect.reopened ? null : ticket.resolvedAt,
    snoozedUntil: message.direction === 'inbound' && !message.automatic ? null : ticket.snoozedUntil,
  };
}
