import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Interest } from '../platform/interest/interest.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import type { Attempt } from './caller.js';
import { grantedSeconds, waitSeconds } from './domain/back-off.js';
import { afterFailure, isBroken, isHopeless } from './domain/health.js';
import { INTEREST } from './interest-name.js';
import { WebhookRepository } from './store/webhook.repository.js';
import { type ClaimedDelivery, WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';

const actor = systemActor('webhooks');

/** Whether the endpoint may be called on. */
export type Standing = 'working' | 'paused' | 'disabled';

/** What an attempt means for its delivery and for the endpoint, in one transaction. */
@Injectable()
export class RecordAttempt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly interest: Interest,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  async execute(delivery: ClaimedDelivery, attempt: Attempt): Promise<Standing> {
    const standing = await this.uow.run(actor, (tx) =>
      attempt.verdict === 'accepted' ? this.accepted(tx, delivery, attempt) : this.failed(tx, delivery, attempt),
    );
    this.metrics.webhookCalls.inc({ outcome: attempt.verdict });
    if (standing === 'disabled') {
      this.log.warn({ event: 'webhook.disabled', webhookId: delivery.webhookId, fault: attempt.try.fault });
      await this.interest.changed(INTEREST);
    }
    return standing;
  }

  private async accepted(tx: Tx, delivery: ClaimedDelivery, attempt: Attempt): Promise<Standing> {
    const before = await this.webhooks.recover(tx, delivery.webhookId);
    await this.deliveries.record(tx, delivery.id, { state: 'delivered', dueAt: null, notBefore: null, try: attempt.try });
    // Only a pause tells that the endpoint failed; otherwise those that wait failed by themselves, and may fail again.
    if (isBroken(before)) await this.deliveries.hurry(tx, delivery.webhookId);
    return 'working';
  }

  private async failed(tx: Tx, delivery: ClaimedDelivery, attempt: Attempt): Promise<Standing> {
    // The webhook before its deliveries, as everywhere.
    const webhook = await this.webhooks.lock(tx, delivery.webhookId);
    if (webhook === null) return 'disabled';
    const dueAt = plusMinutes(tx.now, waitSeconds(delivery.attempts + 1, Math.random(), attempt.retryAfter) / 60);
    const notBefore = attempt.retryAfter === null ? null : plusMinutes(tx.now, grantedSeconds(attempt.retryAfter) / 60);
    const isOver = attempt.verdict === 'gone' || dueAt > delivery.giveUpAt;
    await this.deliveries.record(tx, delivery.id, { state: isOver ? 'failed' : 'waiting', dueAt, notBefore, try: attempt.try });
    const health = afterFailure(webhook, tx.now);
    await this.webhooks.setHealth(tx, webhook.id, health);
    if (!webhook.enabled) return 'paused';
    const hopeless = attempt.verdict === 'gone' || isHopeless(health, tx.now);
    if (!hopeless) return isBroken(health) ? 'paused' : 'working';
    await this.webhooks.disable(tx, webhook.id, reasonOf(attempt));
    return 'disabled';
  }
}

function reasonOf({ verdict, try: { fault } }: Attempt): string {
  if (verdict === 'gone') return 'The endpoint answered 410 Gone: it does not want to be called any more.';
  return `Nothing could be delivered for five days; the last failure was ${fault ?? 'unknown'}.`;
}
