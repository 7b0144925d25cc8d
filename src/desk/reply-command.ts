import type { AttachmentId, InboxId, MessageId, TicketId } from '../kernel/id.js';

export interface ReplyCommand {
  readonly ticketId: TicketId;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly AttachmentId[];
  readonly cc: readonly string[];
  /** By which inbox; null: the one the customer last wrote to. */
  readonly inbox: ReplyInbox | null;
  /** The conversation it was written in: it goes there or nowhere. Absent: by `inbox`. */
  readonly conversationId?: string;
  /** The last message its author had seen: refused when the customer wrote since. Absent: not asked. */
  readonly afterSeq?: number;
  /** The id the message was promised while it was held. */
  readonly messageId?: MessageId;
  /** Shown to the customer instead of the actor's name. */
  readonly authorName?: string;
  /** It was on its way when the ticket was closed. */
  readonly intoClosed?: boolean;
}

export interface ReplyInbox {
  readonly id: InboxId;
  readonly channel: string;
  readonly reach: Reach;
}

/** Whom an inbox can write to first, and the conversation key of such a person. */
export interface Reach {
  readonly kinds: readonly string[];
  keyFor(value: string): string | null;
}
