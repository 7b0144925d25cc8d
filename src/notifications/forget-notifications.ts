import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NotificationRepository } from './store/notification.repository.js';

const KEPT_MINUTES = 90 * 24 * 60;
const actor = systemActor('retention');

/** Job `forget-notifications`: read or not, they are kept for 90 days. */
@Injectable()
export class ForgetNotifications {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notifications: NotificationRepository,
  ) {}

  /** In bounded transactions, until none is left. */
  async run(): Promise<void> {
    for (;;) {
      const dropped = await this.uow.run(actor, (tx) => this.notifications.forget(tx, plusMinutes(tx.now, -KEPT_MINUTES)));
      if (dropped === 0) return;
    }
  }
}
