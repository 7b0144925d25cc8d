import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { DraftRepository, type HeldReply, HeldReplyRepository, HistoryRepository, MessageRepository } from '../tickets/index.js';

/** Takes a reply back before it leaves. What was written becomes its author's draft again, unless they began another. */
@Injectable()
export class CancelReply {
  constructor(
    private readonly held: HeldReplyRepository,
    private readonly messages: MessageRepository,
    private readonly drafts: DraftRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** Cancelling what is cancelled does nothing. @throws DomainError `message.not-found`, `message.not-a-reply`, `message.already-sent` */
  async execute(tx: Tx, { messageId }: { readonly messageId: MessageId }): Promise<void> {
    const reply = await this.held.lock(tx, messageId);
    if (reply === null) throw await this.tooLate(tx, messageId);
    if (reply.state === 'cancelled') return;
    await this.held.settle(tx, messageId, { state: 'cancelled', fault: null });
    await this.keepAsDraft(tx, reply);
    await this.history.write(tx, reply.ticketId, 'reply.cancelled', { messageId, sendAt: reply.sendAt.toISOString() });
    tx.emit({ name: 'message.delivery-changed', data: { ticketId: reply.ticketId, messageId, state: 'cancelled' } });
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
