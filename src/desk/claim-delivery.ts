import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '../kernel/id.js';
import { advanceDelivery, type DeliveryFault, type DeliveryState, hasArrived } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { DeliveryRepository, type DeliveryRow, MessageRepository } from '../tickets/index.js';
import { DeliveryOrder } from './delivery-order.js';

export type Claim =
  /** Send it: the row says so before the provider is called. */
  | { readonly kind: 'send'; readonly attempt: number }
  /** An attempt began and nobody knows how it ended; it was marked `unknown`. */
  | { readonly kind: 'lost' }
  /** Done already, on its way by another job, or an earlier reply of the conversation goes first. */
  | { readonly kind: 'nothing' };

const INTERRUPTED: DeliveryFault = {
  code: 'delivery.interrupted',
  message: 'Sending was interrupted; the customer may have it already. Send it again if not.',
};

/** No attempt takes longer. A job that has not run before and finds a younger one is the second job of a delivery, not its survivor. */
const SENDING_MS = 10 * 60_000;

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

  async execute(
    tx: Tx,
    claim: { readonly deliveryId: DeliveryId; readonly repeatable: boolean; readonly isFirstRun: boolean },
  ): Promise<Claim> {
    const delivery = await this.deliveries.lock(tx, claim.deliveryId);
    if (delivery === null || (delivery.state !== 'queued' && delivery.state !== 'sending')) return { kind: 'nothing' };
    if (delivery.state === 'sending' && claim.isFirstRun && tx.now.getTime() - delivery.changedAt.getTime() < SENDING_MS)
      return { kind: 'nothing' };
    if (delivery.state === 'sending' && !claim.repeatable) {
      await this.giveUp(tx, delivery);
      return { kind: 'lost' };
    }
    if (await this.deliveries.hasEarlier(tx, delivery)) return { kind: 'nothing' };
    await this.deliveries.set(tx, delivery.id, { state: 'sending', newAttempt: true, fault: null });
    await this.show(tx, delivery, 'sending', null);
    return { kind: 'send', attempt: delivery.attempts + 1 };
  }

  private async giveUp(tx: Tx, delivery: DeliveryRow): Promise<void> {
    const known = await this.show(tx, delivery, 'unknown', INTERRUPTED);
    if (known === null) {
      await this.deliveries.set(tx, delivery.id, { state: 'unknown', fault: INTERRUPTED });
      tx.emit({ name: 'message.delivery-changed', data: { ticketId: delivery.ticketId, messageId: delivery.messageId, state: 'unknown' } });
    } else await this.deliveries.set(tx, delivery.id, { state: known === 'failed' ? 'failed' : 'accepted', fault: null });
    await this.order.settled(tx, delivery);
  }

  /**
   * A chat shows a reply as soon as it is committed, and a provider may report before it has answered us: what is known of the
   * message is never lowered.
   * @returns what was known of it already; null: it is shown as it was to be
   */
  private async show(
    tx: Tx,
    { messageId }: DeliveryRow,
    state: 'sending' | 'unknown',
    fault: DeliveryFault | null,
  ): Promise<DeliveryState | null> {
    const known = (await this.messages.lock(tx, messageId))?.deliveryState ?? 'accepted';
    if (hasArrived(known) || (state === 'unknown' && advanceDelivery(known, state) !== state)) return known;
    await this.messages.setDelivery(tx, messageId, { state, fault });
    return null;
  }
}
