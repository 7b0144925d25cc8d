import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import { TicketDetailView } from '../../views/ticket-detail.js';
import { TicketSight } from '../../views/ticket-sight.js';
import type { TicketAnswer } from './tickets.dto.js';
import { ticketAnswer } from './tickets.mapper.js';

/** The ticket as an answer shows it. */
@Injectable()
export class ShownTicket {
  constructor(
    private readonly view: TicketDetailView,
    private readonly sight: TicketSight,
  ) {}

  /** A ticket that a body names; those in the address were asked about already. @throws DomainError `ticket.not-found` */
  mustSee(actor: Actor, id: string): Promise<void> {
    return this.sight.mustSee(actor, 'ticket', id);
  }

  /** @throws DomainError `ticket.not-found`: a deleted one is there only for who asks for it */
  async find(id: string, { deleted = false }: { readonly deleted?: boolean } = {}): Promise<TicketAnswer> {
    const row = await this.view.find(id, deleted);
    if (row === null) throw notFound('ticket');
    return ticketAnswer(row);
  }
}
