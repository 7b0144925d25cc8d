import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import type { AgentId } from '../kernel/id.js';
import { notificationsTopic } from '../kernel/topic.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { TicketAudienceView } from '../views/ticket-audience.js';
import { type News, newsIn } from './domain/news.js';
import { asksColleagues, recipientsOf } from './domain/recipients.js';
import { NotificationRepository } from './store/notification.repository.js';

const actor = systemActor('notifications');

/** Job `notify`: something happened that concerns agents. Told once for each event, however often it runs. */
@Injectable()
export class Notify {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audience: TicketAudienceView,
    private readonly notifications: NotificationRepository,
    private readonly hints: PostgresHints,
  ) {}

  async run(payload: Readonly<Record<string, unknown>>): Promise<void> {
    const news = newsIn(payload);
    const ticket = await this.audience.ticket(news.ticketId);
    if (ticket === null) return;
    const colleagues = asksColleagues(news, ticket) ? await this.audience.colleagues(ticket.teamId) : [];
    const meant = recipientsOf(news, { ...ticket, colleagues });
    const agentIds = await this.audience.witnesses(news.ticketId, meant);
    if (agentIds.length === 0) return;
    const actorName = news.kind === 'customer-replied' ? ticket.contactName : news.byName;
    await this.tell(news, agentIds, actorName);
  }

  private async tell({ eventId, ticketId, kind, details }: News, agentIds: readonly AgentId[], actorName: string): Promise<void> {
    const notices = agentIds.map((agentId) => ({ agentId, eventId, ticketId, kind, actorName, details }));
    const told = await this.uow.run(actor, (tx) => this.notifications.tell(tx, notices));
    this.hints.publish(told.map(notificationsTopic));
  }
}
