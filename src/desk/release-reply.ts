import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { DomainError } from '../kernel/domain-error.js';
import type { MessageId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type HeldReply, HeldReplyRepository, MessageRepository, TicketRepository } from '../tickets/index.js';
import type { ReplyInbox } from './reply-command.js';
import { ReplyToTicket } from './reply-to-ticket.js';

/** Held for no longer, a reply is as good as sent: its author may close the ticket with it. */
const UNDO_MAX_MS = 60_000;

export type Release =
  | { readonly kind: 'left' }
  /** Its time has not come. */
  | { readonly kind: 'early'; readonly afterSeconds: number }
  /** It was taken back, or has left already. */
  | { readonly kind: 'nothing' };

/**
 * The time of a held reply has come. The row's lock decides against {@link CancelReply}: whoever has it first wins, and
 * the other finds it gone or cancelled.
 */
@Injectable()
export class ReleaseReply {
  constructor(
    private readonly held: HeldReplyRepository,
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly replies: ReplyToTicket,
  ) {}

  /** @throws DomainError `reply.author-gone`, `reply.other-contact`, `reply.conversation-moved`, `reply.stale`, and what ReplyToTicket refuses */
  async execute(tx: Tx, { messageId, inbox }: { readonly messageId: MessageId; readonly inbox: ReplyInbox | null }): Promise<Release> {
    const reply = await this.held.lock(tx, messageId);
    if (reply === null || reply.state !== 'held') return { kind: 'nothing' };
    const waitMs = reply.sendAt.getTime() - tx.now.getTime();
    if (waitMs > 0) return { kind: 'early', afterSeconds: waitMs / 1000 };
    if (tx.actor.type === 'agent' && !may(tx.actor, 'ticket:write'))
      throw new DomainError('conflict', 'reply.author-gone', `${tx.actor.name} may not answer tickets any more; it did not leave.`);
    const { text, html, attachmentIds, cc } = reply;
    // Merged meanwhile: what it answers stands in the other ticket now.
    const ticketId = await this.tickets.homeOf(tx, reply.ticketId);
    if (ticketId !== reply.ticketId) await this.refuseMoved(tx, reply, ticketId);
    const there = reply.conversationId === null ? {} : { conversationId: reply.conversationId };
    const seen = reply.afterSeq === null || ticketId !== reply.ticketId ? {} : { afterSeq: reply.afterSeq };
    const intoClosed = reply.sendAt.getTime() - reply.createdAt.getTime() <= UNDO_MAX_MS;
    await this.replies.execute(tx, { ticketId, text, html, attachmentIds, cc, inbox, messageId, intoClosed, ...there, ...seen });
    await this.held.remove(tx, messageId);
    return { kind: 'left' };
  }

  /**
   * Merged across contacts, the conversation there may be with somebody else: no text goes to another than it was written for.
   * Places are counted anew there: what overtook a plan is told by its time.
   */
  private async refuseMoved(tx: Tx, reply: HeldReply, home: TicketId): Promise<void> {
    const [was, is] = await Promise.all([this.tickets.read(tx, reply.ticketId), this.tickets.read(tx, home)]);
    if (was?.contactId !== is?.contactId)
      throw new DomainError('conflict', 'reply.other-contact', 'The ticket was merged into one of another contact; write to them there.');
    if (reply.afterSeq !== null && (await this.messages.isHeardSince(tx, home, reply.createdAt)))
      throw new DomainError('conflict', 'reply.stale', 'The customer wrote since it was planned; read it, then send it again.');
  }
}
