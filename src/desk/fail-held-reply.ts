import { Injectable } from '@nestjs/common';
import type { MessageId } from '../kernel/id.js';
import type { DeliveryFault } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { HeldReplyRepository, HistoryRepository, TicketRepository } from '../tickets/index.js';

/** The time of a held reply came, but the desk refuses it (the ticket was closed meanwhile …): its author is told. */
@Injectable()
export class FailHeldReply {
  constructor(
    private readonly held: HeldReplyRepository,
    private readonly history: HistoryRepository,
    private readonly tickets: TicketRepository,
  ) {}

  async execute(tx: Tx, { messageId, fault }: { readonly messageId: MessageId; readonly fault: DeliveryFault }): Promise<void> {
    const reply = await this.held.lock(tx, messageId);
    if (reply === null || reply.state !== 'held') return;
    await this.held.settle(tx, messageId, { state: 'failed', fault });
    const ticketId = await this.tickets.homeOf(tx, reply.ticketId);
    await this.history.write(tx, ticketId, 'reply.failed', { messageId, code: fault.code });
    tx.emit({ name: 'message.delivery-changed', data: { ticketId, messageId, state: 'failed' } });
    tx.emit({ name: 'reply.unsent', data: { ticketId, messageId, authorId: reply.author.id, state: 'failed' } });
  }
}
