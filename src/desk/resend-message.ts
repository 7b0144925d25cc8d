import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { arrivedParts, DeliveryRepository, HistoryRepository, MessageRepository } from '../tickets/index.js';

/** An agent looked and decided: send again what failed, or what may never have left. Of a reply in parts only what did not arrive. */
@Injectable()
export class ResendMessage {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly messages: MessageRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `message.not-found`, `message.not-resendable` */
  async execute(tx: Tx, { messageId }: { readonly messageId: MessageId }): Promise<void> {
    const delivery = await this.deliveries.lockOfMessage(tx, messageId);
    const message = await this.messages.lock(tx, messageId);
    if (delivery === null || message === null) throw notFound('message');
    const isUnsettled = delivery.state === 'queued' || delivery.state === 'sending'; // it failed by a report, and its call goes on
    if (isUnsettled || (message.deliveryState !== 'failed' && message.deliveryState !== 'unknown')) {
      throw new DomainError(
        'conflict',
        'message.not-resendable',
        `A message that is ${isUnsettled ? delivery.state : message.deliveryState} cannot be sent again.`,
      );
    }
    await this.deliveries.setParts(tx, delivery.id, { ...delivery, ...arrivedParts(delivery), state: 'queued' });
    await this.messages.setDelivery(tx, messageId, { state: 'queued', fault: null });
    await this.history.write(tx, message.ticketId, 'message.resent', { messageId, was: message.deliveryState });
    tx.emit({
      name: 'message.queued',
      data: { ticketId: message.ticketId, messageId, deliveryId: delivery.id, conversation: null, seq: message.seq },
    });
  }
}
