import type { AttachmentId, InboxId, TicketId } from '../kernel/id.js';

export interface ReplyCommand {
  readonly ticketId: TicketId;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly AttachmentId[];
  readonly cc: readonly string[];
  /** By which inbox; null: the one the customer last wrote to. */
  readonly inbox: { readonly id: InboxId; readonly channel: string; readonly reach: Reach } | null;
}

/** Whom an inbox can write to first, and the conversation key of such a person. */
export interface Reach {
  readonly kinds: readonly string[];
  keyFor(value: string): string | null;
}
