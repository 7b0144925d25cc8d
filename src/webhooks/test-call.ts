import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { plusMinutes, systemClock } from '../kernel/clock.js';
import { newId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { type Attempt, Caller } from './caller.js';
import { TEST_EVENT } from './domain/offered-events.js';
import { inForce } from './domain/secrets.js';
import { WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';
import type { WebhookRecord } from './webhook-record.js';

const LEASE_MINUTES = 1;

/** The test button: one signed call at once, logged, never repeated, without effect on how the endpoint stands. */
@Injectable()
export class TestCall {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly caller: Caller,
  ) {}

  async run(by: Actor, webhook: WebhookRecord): Promise<Attempt> {
    const [id, eventId] = [newId(), newId()];
    const body = JSON.stringify({ type: TEST_EVENT, timestamp: systemClock.now().toISOString(), data: { webhookId: webhook.id } });
    const signers = await this.uow.run(by, async (tx) => {
      const until = plusMinutes(tx.now, LEASE_MINUTES);
      const of = { webhookId: webhook.id, eventName: TEST_EVENT, ticketId: null };
      await this.deliveries.insert(tx, [{ ...of, id, eventId, body, giveUpAt: until, claimedUntil: until }]);
      return inForce(webhook.secrets, tx.now);
    });
    const attempt = await this.caller.call({ url: webhook.url, signers }, { eventId, body });
    const state = attempt.verdict === 'accepted' ? 'delivered' : 'failed';
    await this.uow.run(by, (tx) => this.deliveries.record(tx, id, { state, dueAt: null, notBefore: null, try: attempt.try }));
    return attempt;
  }
}
