import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import { TicketDetailView, type TicketEventRow } from '../../views/ticket-detail.js';
import { TicketSight, type TicketUndo } from '../../views/ticket-sight.js';
import type { TicketAnswer } from './tickets.dto.js';
import { ticketAnswer } from './tickets.mapper.js';

/** `from`: the event after which the page begins. */
interface EventsAsked {
  readonly order: 'oldest' | 'newest';
  readonly from: string | null;
  readonly limit: number;
}

/** The ticket as an answer shows it. */
@Injectable()
export class ShownTicket {
  constructor(
    private readonly view: TicketDetailView,
    private readonly sight: TicketSight,
  ) {}

  /** A ticket that a body names; those in the address were asked about already. @throws DomainError `ticket.not-found`, `ticket.let-in-only` */
  mustWork(actor: Actor, id: string): Promise<void> {
    return this.sight.mustWork(actor, 'ticket', id);
  }

  /** The ticket that an undo would touch besides the one in the address. @throws DomainError `ticket.not-found` */
  mustWorkOnOther(actor: Actor, undone: TicketUndo, id: string): Promise<void> {
    return this.sight.mustWorkOnOther(actor, undone, id);
  }

  /** One that was made just now shows whoever made it what became of it; on a repeat it may be hidden from them since. @throws DomainError `ticket.not-found` */
  async made(actor: Actor, id: string, { isRepeat }: { readonly isRepeat: boolean }): Promise<TicketAnswer> {
    if (isRepeat) await this.sight.mustSee(actor, 'ticket', id);
    return this.find(actor, id);
  }

  /** @throws DomainError `ticket.not-found` */
  async events(actor: Actor, id: string, { order, from, limit }: EventsAsked): Promise<readonly TicketEventRow[]> {
    const rows = order === 'newest' ? await this.view.lastEvents(id, from, limit) : await this.view.events(id, from, limit);
    if (rows.length === 0) await this.find(actor, id);
    return rows;
  }

  /** @throws DomainError `ticket.not-found`: a deleted one is there only for who asks for it */
  async find(actor: Actor, id: string, { deleted = false }: { readonly deleted?: boolean } = {}): Promise<TicketAnswer> {
    const row = await this.view.find(actor, id, deleted);
    if (row === null) throw notFound('ticket');
    return ticketAnswer(row);
  }
}
