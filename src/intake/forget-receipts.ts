import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Files } from '../platform/files/files.js';
import { ReceiptRepository } from './store/receipt.repository.js';

const KEPT_MINUTES = 72 * 60;
const actor = systemActor('retention');

/** Drops the raw bytes of inputs 72 hours after messages were made of them. Quarantined ones stay until a person decided. */
@Injectable()
export class ForgetReceipts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReceiptRepository,
    private readonly files: Files,
  ) {}

  /** @returns how many were dropped */
  async run(): Promise<number> {
    for (let total = 0; ; ) {
      const dropped = await this.uow.run(actor, (tx) => this.repository.forgetBodies(tx, plusMinutes(tx.now, -KEPT_MINUTES)));
      for (const key of dropped.files) await this.files.delete(key);
      total += dropped.count;
      if (dropped.count === 0) return total;
    }
  }
}
