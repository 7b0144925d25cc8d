import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { DeliveryRepository, MessageRepository } from '../tickets/index.js';
import { DeliveryOrder } from './delivery-order.js';

export type Claim =
  /** Send it: the row says so before the provider is called. */
  | { readonly kind: 'send'; readonly attempt: number }
  /** An attempt began and nobody knows how it ended; it was marked `unknown`. */
  | { readonly kind: 'lost' }
  /** Done already, or an earlier reply of the conversation goes first. */
  | { readonly kind: 'nothing' };

/**
 * Before the network call: the attempt is on record. Whoever finds a delivery `sending` finds a crash between this
 * and {@link RecordDelivery}: it may be at the provider. Only a channel that recognises repeats sends it again.
 */
@Injectable()
export class ClaimDelivery {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly messages: MessageRepository,
    private readonly order: DeliveryOrder,
  ) {}

  async execute(tx: Tx, claim: { readonly deliveryId: DeliveryId; readonly repeatable: boolean }): Promise<Claim> {
    const delivery = await this.deliveries.lock(tx, claim.deliveryId);
    if (delivery === null || (delivery.state !== 'queued' && delivery.state !== 'sending')) return { kind: 'nothing' };
    if (delivery.state === 'sending' && !claim.repeatable) {
      const fault = {
        code: 'delivery.interrupted',
        message: 'Sending was interrupted; the customer may have it already. Send it again if not.',
      };
      await this.deliveries.set(tx, delivery.id, { state: 'unknown', fault });
      await this.messages.setDelivery(tx, delivery.messageId, { state: 'unknown', fault });
      tx.emit({ name: 'message.delivery-changed', data: { ticketId: delivery.ticketId, messageId: delivery.messageId, state: 'unknown' } });
      await this.order.settled(tx, delivery);
      return { kind: 'lost' };
    }
    if (await this.deliveries.hasEarlier(tx, delivery)) return { kind: 'nothing' };
    await this.deliveries.set(tx, delivery.id, { state: 'sending', newAttempt: true, fault: null });
    await this.messages.setDelivery(tx, delivery.messageId, { state: 'sending', fault: null });
    return { kind: 'send', attempt: delivery.attempts + 1 };
  }
}
