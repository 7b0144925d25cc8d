import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { DeliveryRepository, type DeliveryRow } from '../tickets/index.js';

/** Replies of one conversation leave in the order they were written. */
@Injectable()
export class DeliveryOrder {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly deliveries: DeliveryRepository,
  ) {}

  /**
   * A delivery will not be tried again by itself: lets the next one go. A reply that is being written right now holds
   * the conversation's lock until it commits, so it is either seen here or finds this one settled.
   */
  async settled(tx: Tx, delivery: DeliveryRow): Promise<void> {
    await this.threading.lockById(tx, delivery.conversationId);
    const next = await this.deliveries.nextOf(tx, delivery.conversationId);
    if (next !== null) tx.emit({ name: 'delivery.unblocked', data: { deliveryId: next } });
  }
}
