import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import { HeldRepliesView } from '../../views/held-replies.js';
import { TicketMessagesView } from '../../views/ticket-messages.js';
import { TicketSight } from '../../views/ticket-sight.js';
import type { MessageAnswer } from './messages.dto.js';
import { heldAnswer, messageAnswer } from './messages.mapper.js';

/** A message as an answer shows it, or a reply that waits to be one. */
@Injectable()
export class ShownMessage {
  constructor(
    private readonly view: TicketMessagesView,
    private readonly held: HeldRepliesView,
    private readonly sight: TicketSight,
  ) {}

  /** On a repeat it may be in a ticket that is hidden from its writer since. @throws DomainError `message.not-found` */
  async made(actor: Actor, id: string, { isRepeat }: { readonly isRepeat: boolean }): Promise<MessageAnswer> {
    if (isRepeat) await this.sight.mustSee(actor, 'message', id);
    return this.find(id);
  }

  /** Who was let in from outside the ticket's team writes notes, no replies. @throws DomainError `ticket.let-in-only` */
  mustWork(actor: Actor, ticketId: string): Promise<void> {
    return this.sight.mustWork(actor, 'ticket', ticketId);
  }

  /** @throws DomainError `message.not-found` */
  async find(id: string): Promise<MessageAnswer> {
    const row = await this.view.find(id);
    if (row !== null) return messageAnswer(row);
    const held = await this.held.find(id);
    if (held === null) throw notFound('message');
    return heldAnswer(held);
  }

  /** Replies of a ticket that wait for their time. */
  async waiting(ticketId: string): Promise<readonly MessageAnswer[]> {
    return (await this.held.waiting(ticketId)).map(heldAnswer);
  }
}
