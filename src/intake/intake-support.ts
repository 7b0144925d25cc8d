import { Injectable } from '@nestjs/common';
import type { Refusal } from '../channels/index.js';
import type { InboxRecord } from '../inboxes/index.js';
import { systemActor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { type Receipt, ReceiptRepository } from './store/receipt.repository.js';

const actor = systemActor('intake');

/** The ends a receipt can come to, with their traces. */
@Injectable()
export class IntakeSupport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReceiptRepository,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  async finish(
    receipt: Receipt,
    end: { readonly inbox: InboxRecord; readonly refusals: readonly Refusal[]; readonly made: number; readonly attempts: number },
  ): Promise<void> {
    const quarantined = end.refusals.find((r) => r.severity === 'quarantine');
    const { channel, provider } = end.inbox;
    this.metrics.receipts.inc({ channel, provider, outcome: quarantined ? 'quarantined' : 'done' });
    // The last event's own transaction has marked a clean receipt as done.
    if (end.refusals.length === 0 && end.made > 0) return;
    if (quarantined)
      this.log.warn({ event: 'receipt.quarantined', receiptId: receipt.id, inboxId: receipt.inboxId, code: quarantined.code });
    const state = quarantined ? 'quarantined' : 'done';
    await this.uow.run(actor, (tx) =>
      this.repository.finish(tx, receipt.id, {
        state,
        refusals: end.refusals,
        fault: quarantined?.message ?? null,
        attempts: end.attempts,
      }),
    );
  }

  async quarantine(receipt: Receipt, fault: string): Promise<void> {
    await this.uow.run(actor, (tx) =>
      this.repository.finish(tx, receipt.id, { state: 'quarantined', refusals: [], fault, attempts: receipt.attempts + 1 }),
    );
  }
}
