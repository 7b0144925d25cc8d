import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { TicketDetailView } from '../views/ticket-detail.js';
import { TicketMessagesView } from '../views/ticket-messages.js';
import type { Subjects, ToldEvent } from './payload.js';

const DESK = systemActor('webhooks');

/** Looks up what an event is about. */
@Injectable()
export class EventSubjects {
  constructor(
    private readonly details: TicketDetailView,
    private readonly messages: TicketMessagesView,
  ) {}

  async of({ data }: ToldEvent): Promise<Subjects> {
    const { ticketId, messageId } = data;
    const [ticket, message] = await Promise.all([
      typeof ticketId === 'string' ? this.details.find(DESK, ticketId) : null,
      typeof messageId === 'string' ? this.messages.find(messageId) : null,
    ]);
    return { ticket, message };
  }
}
