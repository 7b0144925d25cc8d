import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';

const KEPT_MINUTES = 30 * 24 * 60;
const actor = systemActor('retention');

/** Gives up what nobody could be told for five days, and forgets deliveries after thirty. */
@Injectable()
export class ForgetDeliveries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly deliveries: WebhookDeliveryRepository,
  ) {}

  /** @returns how many were forgotten */
  async run(): Promise<number> {
    await this.untilNone((tx) => this.deliveries.giveUp(tx));
    return this.untilNone((tx) => this.deliveries.forget(tx, plusMinutes(tx.now, -KEPT_MINUTES)));
  }

  private async untilNone(sweep: (tx: Tx) => Promise<number>): Promise<number> {
    for (let total = 0; ; ) {
      const count = await this.uow.run(actor, sweep);
      total += count;
      if (count === 0) return total;
    }
  }
}
