import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';
import { Caller, type Endpoint } from './caller.js';
import { isBroken } from './domain/health.js';
import { inForce } from './domain/secrets.js';
import { RecordAttempt, type Standing } from './record-attempt.js';
import { WebhookRepository } from './store/webhook.repository.js';
import { type ClaimedDelivery, WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';

const POLL_MS = 1_000;
/** Of one webhook: so many are taken in hand at a time, by one process, and so many of them are under way. */
const IN_HAND = 20;
const UNDER_WAY = 4;
/** Longer than it can take to send all that is in hand, each until its time-out. What a process that died had in hand is free then. */
const LEASE_MINUTES = 1.5;

const actor = systemActor('webhooks');

interface Batch {
  readonly webhookId: string;
  readonly endpoint: Endpoint;
  readonly claimed: readonly ClaimedDelivery[];
}

/**
 * Sends what is due, each webhook by itself, so that a slow one delays no other. It has a loop of its own instead of
 * jobs: calls that hang for 15 s would take the workers away from the customers' mail.
 */
@Injectable()
export class Pump implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private loop: Promise<void> | null = null;
  private wakeUp = new AbortController();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly caller: Caller,
    private readonly record: RecordAttempt,
    private readonly log: Log,
  ) {}

  start(): void {
    this.loop ??= this.look();
  }

  /** Claims nothing more and waits for the calls under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.loop;
    await Promise.all(this.running);
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  /** There may be something new. */
  wake(): void {
    this.wakeUp.abort();
  }

  /** Sends until nothing is due any more. */
  async drain(): Promise<void> {
    while ((await this.claimAll()) > 0) await Promise.all(this.running);
  }

  private async look(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.wakeUp = new AbortController();
      await this.claimAll().catch((error: unknown) => this.log.warn({ event: 'webhooks.claim-failed', error }));
      await pause(POLL_MS, undefined, { signal: this.wakeUp.signal }).catch(() => undefined); // woken
    }
  }

  private async claimAll(): Promise<number> {
    const batches = await this.uow.run(actor, (tx) => this.claim(tx));
    for (const batch of batches) this.begin(batch);
    return batches.length;
  }

  private async claim(tx: Tx): Promise<readonly Batch[]> {
    const until = plusMinutes(tx.now, LEASE_MINUTES);
    const due = await this.webhooks.lockDue(tx);
    const batches = due.map(async (webhook) => {
      const claimed = await this.deliveries.claim(tx, webhook.id, until, isBroken(webhook) ? 1 : IN_HAND);
      // One probe at a time: nobody else finds it due while this one is under way.
      if (isBroken(webhook) && claimed.length > 0) await this.webhooks.setHealth(tx, webhook.id, { ...webhook, pausedUntil: until });
      return { webhookId: webhook.id, endpoint: { url: webhook.url, signers: inForce(webhook.secrets, tx.now) }, claimed };
    });
    return (await Promise.all(batches)).filter(({ claimed }) => claimed.length > 0);
  }

  private begin(batch: Batch): void {
    const done = this.send(batch)
      .catch((error: unknown) => this.log.warn({ event: 'webhooks.batch-failed', webhookId: batch.webhookId, error }))
      .finally(() => {
        this.running.delete(done);
        this.wake();
      });
    this.running.add(done);
  }

  private async send({ endpoint, claimed }: Batch): Promise<void> {
    const waiting = [...claimed];
    let standing: Standing = 'working';
    const lane = async () => {
      while (standing === 'working' && !this.stopping.signal.aborted) {
        const delivery = waiting.shift();
        if (delivery === undefined) return;
        const now = await this.record.execute(delivery, await this.caller.call(endpoint, delivery));
        if (now !== 'working') standing = now;
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: Math.min(UNDER_WAY, claimed.length) }, lane));
    if (waiting.length > 0)
      await this.uow.run(actor, (tx) =>
        this.deliveries.release(
          tx,
          waiting.map(({ id }) => id),
        ),
      );
    for (const result of lanes) if (result.status === 'rejected') throw result.reason;
  }
}
