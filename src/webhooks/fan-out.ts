import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { holds } from '../kernel/condition.js';
import { newId, type TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { TicketRepository, ticketFacts } from '../tickets/index.js';
import { CONDITION_FIELDS } from './condition-fields.js';
import { PATIENCE_MINUTES } from './domain/health.js';
import { isOffered } from './domain/offered-events.js';
import { EventSubjects } from './event-subjects.js';
import { payloadOf, type Subjects, type ToldEvent } from './payload.js';
import { WebhookRepository } from './store/webhook.repository.js';
import { WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';
import type { WebhookRecord } from './webhook-record.js';

const actor = systemActor('webhooks');
const NOTHING: Subjects = { ticket: null, message: null };

/** Job `webhook-event`: one event becomes one delivery for each webhook that waits for it. Run twice, it makes them once. */
@Injectable()
export class FanOut {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly subjects: EventSubjects,
    private readonly tickets: TicketRepository,
  ) {}

  async run(event: ToldEvent): Promise<void> {
    if (!isOffered(event.name)) return;
    const waiting = await this.webhooks.forEvent(event.name);
    const subjects = waiting.length === 0 ? NOTHING : await this.subjects.of(event);
    const allowed = waiting.filter((webhook) => webhook.includeNotes || !isNote(subjects));
    if (allowed.length === 0) return;
    const body = JSON.stringify(payloadOf(event, subjects));
    await this.uow.run(actor, async (tx) => {
      const concerned = await this.concerned(tx, allowed, subjects.ticket?.id ?? null);
      const giveUpAt = plusMinutes(tx.now, PATIENCE_MINUTES);
      const of = { eventId: event.id, eventName: event.name, ticketId: subjects.ticket?.id ?? null, body, giveUpAt, claimedUntil: null };
      await this.deliveries.insert(
        tx,
        concerned.map((webhook) => ({ ...of, id: newId(), webhookId: webhook.id })),
      );
    });
  }

  private async concerned(tx: Tx, webhooks: readonly WebhookRecord[], ticketId: string | null): Promise<readonly WebhookRecord[]> {
    if (webhooks.every(({ condition }) => condition === null)) return webhooks;
    const ticket = ticketId === null ? null : await this.tickets.read(tx, ticketId as TicketId);
    const facts = ticket === null ? null : ticketFacts(ticket);
    return webhooks.filter(
      ({ condition }) => condition === null || (facts !== null && holds(condition, facts, { now: tx.now, catalogue: CONDITION_FIELDS })),
    );
  }
}

function isNote({ message }: Subjects): boolean {
  return message?.direction === 'internal';
}
