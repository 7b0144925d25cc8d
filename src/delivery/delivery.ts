import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClaimDelivery, RecordDelivery } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import type { DeliveryId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { JobHandlers, textOf } from '../platform/jobs/job-handlers.js';
import { DeliveryEffects } from './delivery-effects.js';
import { Sender } from './sender.js';

const actor = systemActor('delivery');

/** Job `deliver`: T2 claims the attempt, then the network, then T3 records what came of it. */
@Injectable()
export class Delivery implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sender: Sender,
    private readonly claim: ClaimDelivery,
    private readonly record: RecordDelivery,
    private readonly jobs: JobHandlers,
    private readonly effects: DeliveryEffects,
  ) {}

  onModuleInit(): void {
    this.jobs.register('deliver', (payload, { attempt }) => this.run(textOf(payload, 'deliveryId') as DeliveryId, attempt));
  }

  private async run(deliveryId: DeliveryId, attempt: number): Promise<void> {
    const target = await this.sender.open(deliveryId);
    if (target === null) return;
    const { row, inbox, opened } = target;
    const { adapter } = opened.definition;
    const claim = {
      deliveryId,
      repeatable: adapter.capabilities.idempotentSend,
      isFirstRun: attempt === 1,
      partCount: adapter.partsOf?.(row) ?? 1,
    };
    const claimed = await this.uow.run(actor, (tx) => this.claim.execute(tx, claim));
    if (claimed.kind !== 'send') return;
    const { outcome, due } = await this.sender.send(row, opened, claimed.attempt);
    await this.uow.run(actor, async (tx) => {
      await this.record.execute(tx, { deliveryId, outcome });
      if (due !== null)
        await this.effects.later.add(tx, { task: 'deliver', payload: { deliveryId }, runAt: plusMinutes(tx.now, due.inSeconds / 60) });
    });
    this.effects.metrics.deliveries.inc({ channel: inbox.channel, provider: inbox.provider, outcome: outcome.kind });
  }
}
