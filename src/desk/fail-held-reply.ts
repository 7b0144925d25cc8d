import { Injectable } from '@nestjs/common';
import type { MessageId } from '../kernel/id.js';
import type { DeliveryFault } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { HeldReplyRepository, HistoryRepository } from '../tickets/index.js';

/** The time of a held reply came, but the desk refuses it (the ticket was closed meanwhile …): its author must see that. */
@Injectable()
export class FailHeldReply {
  constructor(
    private readonly held: HeldReplyRepository,
    private readonly history: HistoryRepository,
  ) {}

  async execute(tx: Tx, { messageId, fault }: { readonly messageId: MessageId; readonly fault: DeliveryFault }): Promise<void> {
    const reply = await this.held.lock(tx, messageId);
    if (reply === null || reply.state !== 'held') return;
    await this.held.settle(tx, messageId, { state: 'failed', fault });
    await this.history.write(tx, reply.ticketId, 'reply.failed', { messageId, code: fault.code });
    tx.emit({ name: 'message.delivery-changed', data: { ticketId: reply.ticketId, messageId, state: 'failed' } });
  }
}
