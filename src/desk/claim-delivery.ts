import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '../kernel/id.js';
import { type DeliveryFault, hasArrived } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { DeliveryRepository, MessageRepository, type PartIds } from '../tickets/index.js';
import { RecordDelivery } from './record-delivery.js';

export type Claim =
  /** Send it: the row says so before the provider is called. */
  | { readonly kind: 'send'; readonly attempt: { readonly number: number; readonly sentParts: PartIds } }
  /** An attempt began and nobody knows how it ended; it was recorded as `unknown`. */
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
    private readonly record: RecordDelivery,
  ) {}

  async execute(
    tx: Tx,
    claim: { readonly deliveryId: DeliveryId; readonly repeatable: boolean; readonly isFirstRun: boolean; readonly partCount: number },
  ): Promise<Claim> {
    const delivery = await this.deliveries.lock(tx, claim.deliveryId);
    if (delivery === null || (delivery.state !== 'queued' && delivery.state !== 'sending')) return { kind: 'nothing' };
    if (delivery.state === 'sending' && claim.isFirstRun && tx.now.getTime() - delivery.changedAt.getTime() < SENDING_MS)
      return { kind: 'nothing' };
    if (delivery.state === 'sending' && !claim.repeatable) {
      await this.record.execute(tx, { deliveryId: delivery.id, outcome: { kind: 'unknown', fault: INTERRUPTED, externalIds: [] } });
      return { kind: 'lost' };
    }
    if (await this.deliveries.hasEarlier(tx, delivery)) return { kind: 'nothing' };
    await this.deliveries.set(tx, delivery.id, { state: 'sending', newAttempt: true, fault: null, partCount: claim.partCount });
    // A chat shows a reply as soon as it is committed, so it may have been read already: that is never lowered.
    const message = await this.messages.lock(tx, delivery.messageId);
    if (message !== null && !hasArrived(message.deliveryState))
      await this.messages.setDelivery(tx, message.id, { state: 'sending', fault: null });
    return { kind: 'send', attempt: { number: delivery.attempts + 1, sentParts: delivery.externalIds } };
  }
}
