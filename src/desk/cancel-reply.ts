import { Injectable } from '@nestjs/common';
import { agentIdOf } from '../kernel/actor.js';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { MessageId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import {
  DraftRepository,
  type HeldReply,
  HeldReplyRepository,
  HistoryRepository,
  MessageRepository,
  TicketRepository,
} from '../tickets/index.js';

/** Takes a reply back before it leaves. What was written becomes its author's draft again, unless they began another. */
@Injectable()
export class CancelReply {
  constructor(
    private readonly held: HeldReplyRepository,
    private readonly messages: MessageRepository,
    private readonly drafts: DraftRepository,
    private readonly history: HistoryRepository,
    private readonly tickets: TicketRepository,
  ) {}

  /**
   * For its author, whoever has the ticket, and those who lead. Cancelling what is cancelled does nothing.
   * @throws DomainError `message.not-found`, `message.not-a-reply`, `message.already-sent`, `reply.not-yours`
   */
  async execute(tx: Tx, { messageId }: { readonly messageId: MessageId }): Promise<void> {
    const reply = await this.held.lock(tx, messageId);
    if (reply === null) throw await this.tooLate(tx, messageId);
    if (reply.state === 'cancelled') return;
    const ticketId = await this.tickets.homeOf(tx, reply.ticketId);
    if (!(await this.mayCancel(tx, reply, ticketId)))
      throw new DomainError('forbidden', 'reply.not-yours', 'Its author, the assignee of the ticket or a supervisor can take it back.');
    await this.held.settle(tx, messageId, { state: 'cancelled', fault: null });
    await this.keepAsDraft(tx, reply);
    await this.history.write(tx, ticketId, 'reply.cancelled', { messageId, sendAt: reply.sendAt.toISOString() });
    tx.emit({ name: 'message.delivery-changed', data: { ticketId, messageId, state: 'cancelled' } });
    tx.emit({ name: 'reply.unsent', data: { ticketId, messageId, authorId: reply.author.id, state: 'cancelled' } });
  }

  private async mayCancel(tx: Tx, reply: HeldReply, ticketId: TicketId): Promise<boolean> {
    const { actor } = tx;
    if (actor.type === 'system' || agentIdOf(actor) === reply.author.id) return true;
    if ('role' in actor && (actor.role === 'admin' || actor.role === 'supervisor')) return true;
    return agentIdOf(actor) === (await this.tickets.read(tx, ticketId))?.assigneeId;
  }

  private async keepAsDraft(tx: Tx, { author, ticketId, text, html, attachmentIds, cc, inboxId }: HeldReply): Promise<void> {
    if (author.id === null) return;
    await this.drafts.keep(tx, { agentId: author.id, ticketId }, { kind: 'reply', text, html, attachmentIds, cc, inboxId });
  }

  private async tooLate(tx: Tx, messageId: MessageId): Promise<DomainError> {
    const message = await this.messages.lock(tx, messageId);
    if (message === null) return notFound('message');
    if (message.direction !== 'outbound') return new DomainError('conflict', 'message.not-a-reply', 'Only a reply can be taken back.');
    return new DomainError('conflict', 'message.already-sent', 'The message has left; it cannot be taken back.');
  }
}
