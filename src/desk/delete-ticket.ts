import { Injectable } from '@nestjs/common';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, LifecycleRepository, TicketRepository } from '../tickets/index.js';
import { Consequences } from './consequences.js';
import { workable } from './workable.js';

/** A ticket that should not be there. It is hidden, not gone: {@link RestoreTicket} brings it back as it was. */
@Injectable()
export class DeleteTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly history: HistoryRepository,
    private readonly consequences: Consequences,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.merged` */
  async execute(tx: Tx, { ticketId }: { readonly ticketId: TicketId }): Promise<void> {
    const [locked] = await this.tickets.lock(tx, [ticketId]);
    const ticket = workable(locked);
    await this.lifecycle.setDeleted(tx, ticketId, tx.now);
    await this.history.write(tx, ticketId, 'ticket.deleted', {});
    tx.emit({ name: 'ticket.deleted', data: { ticketId } });
    await this.consequences.ofStanding(tx, ticket, { ...ticket, deletedAt: tx.now });
  }
}
