import { Injectable } from '@nestjs/common';
import { notFound } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, LifecycleRepository, TicketRepository } from '../tickets/index.js';
import { Consequences } from './consequences.js';

/** A deleted ticket comes back as it was. */
@Injectable()
export class RestoreTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly history: HistoryRepository,
    private readonly consequences: Consequences,
  ) {}

  /** @throws DomainError `ticket.not-found` */
  async execute(tx: Tx, { ticketId }: { readonly ticketId: TicketId }): Promise<void> {
    const [ticket] = await this.tickets.lock(tx, [ticketId]);
    if (ticket === undefined) throw notFound('ticket');
    if (ticket.deletedAt === null) return;
    await this.lifecycle.setDeleted(tx, ticketId, null);
    await this.history.write(tx, ticketId, 'ticket.restored', { deletedAt: ticket.deletedAt });
    tx.emit({ name: 'ticket.restored', data: { ticketId } });
    await this.consequences.ofStanding(tx, ticket, { ...ticket, deletedAt: null });
  }
}
