import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/domain-error.js';
import { TicketDetailView } from '../../views/ticket-detail.js';
import type { TicketAnswer } from './tickets.dto.js';
import { ticketAnswer } from './tickets.mapper.js';

/** The ticket as an answer shows it. */
@Injectable()
export class ShownTicket {
  constructor(private readonly view: TicketDetailView) {}

  /** @throws DomainError `ticket.not-found`: a deleted one is there only for who asks for it */
  async find(id: string, { deleted = false }: { readonly deleted?: boolean } = {}): Promise<TicketAnswer> {
    const row = await this.view.find(id, deleted);
    if (row === null) throw notFound('ticket');
    return ticketAnswer(row);
  }
}
