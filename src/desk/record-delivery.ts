import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '../kernel/id.js';
import { advanceDelivery, type DeliveryFault, type DeliveryState, hasArrived } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { DeliveryRepository, idsOf, isInParts, MessageRepository, type PartIds, stateOfParts, withPlaces } from '../tickets/index.js';
import { DeliveryOrder } from './delivery-order.js';

export type DeliveryOutcome =
  | { readonly kind: 'accepted'; readonly externalIds: PartIds; readonly state: 'accepted' | 'delivered' }
  | ({ readonly kind: 'failed' } & NotAll)
  | ({ readonly kind: 'unknown' } & NotAll)
  /** Another attempt follows. */
  | ({ readonly kind: 'postponed' } & NotAll);

interface NotAll {
  readonly fault: DeliveryFault;
  /** By place: of the parts that the provider has. Empty: nothing new. */
  readonly externalIds: PartIds;
}

const PROGRESS = { accepted: 'accepted', failed: 'failed', unknown: 'unknown', postponed: 'queued' } as const;

const PART_FAILED: DeliveryFault = { code: 'delivery.part-failed', message: 'The provider could not deliver a part of it.' };

/** After the network call: what the provider said. A receipt that overtook this answer is never lowered. */
@Injectable()
export class RecordDelivery {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly messages: MessageRepository,
    private readonly threading: ThreadingRepository,
    private readonly order: DeliveryOrder,
  ) {}

  async execute(tx: Tx, { deliveryId, outcome }: { readonly deliveryId: DeliveryId; readonly outcome: DeliveryOutcome }): Promise<void> {
    const delivery = await this.deliveries.lock(tx, deliveryId);
    if (delivery === null || delivery.state === 'accepted') return;
    const message = await this.messages.lock(tx, delivery.messageId);
    if (message === null) return;
    const { externalIds } = outcome;
    const inParts = isInParts(delivery);
    const told = { ...delivery, state: PROGRESS[outcome.kind] };
    const after = inParts
      ? withPlaces(told, externalIds)
      : { ...told, externalIds: externalIds.length > 0 ? externalIds : told.externalIds };
    const state = inParts ? stateOfParts(after) : stateAfter(message.deliveryState, outcome);
    const fault =
      outcome.kind !== 'accepted' && after.state !== 'accepted' ? outcome.fault : inParts && state === 'failed' ? PART_FAILED : null;
    // Nobody knows how the call ended, but the provider has reported: that is how.
    const isKnown = !inParts && outcome.kind === 'unknown' && state !== 'unknown';
    await this.deliveries.set(tx, delivery.id, {
      state: isKnown ? (state === 'failed' ? 'failed' : 'accepted') : after.state,
      fault: isKnown || outcome.kind === 'accepted' ? null : fault,
      externalIds: after.externalIds,
    });
    await this.threading.refer(tx, { ...delivery, ours: true }, idsOf(after.externalIds));
    await this.messages.setDelivery(tx, message.id, {
      state,
      // A report that came first has told the reason.
      ...(state === message.deliveryState ? {} : { fault }),
      externalId: after.externalIds[0] ?? null,
    });
    tx.emit({ name: 'message.delivery-changed', data: { ticketId: delivery.ticketId, messageId: delivery.messageId, state } });
    if (outcome.kind !== 'postponed') await this.order.settled(tx, delivery);
  }
}

function stateAfter(current: DeliveryState, outcome: DeliveryOutcome): DeliveryState {
  if (hasArrived(current)) return current;
  switch (outcome.kind) {
    case 'accepted':
      // A status callback may have said "failed" before the send call returned.
      return current === 'failed' ? current : advanceDelivery(current, outcome.state);
    case 'failed':
      return 'failed';
    case 'unknown':
      return advanceDelivery(current, 'unknown');
    case 'postponed':
      return 'queued';
  }
}
