import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, inverseOf, RELATIONS_MAX, type RelationKind, TicketRepository, TieRepository } from '../tickets/index.js';

export interface RelateCommand {
  readonly ticketId: TicketId;
  readonly otherId: TicketId;
  /** What the other one is to `ticketId`. */
  readonly kind: RelationKind;
}

/** Two tickets belong together, each seen from both sides. */
@Injectable()
export class RelateTickets {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly ties: TieRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.same`, `ticket.too-many-relations` */
  async execute(tx: Tx, { ticketId, otherId, kind }: RelateCommand): Promise<void> {
    await this.lockBoth(tx, ticketId, otherId);
    for (const [id, other] of [[ticketId, otherId], [otherId, ticketId]] as const) {
      if ((await this.ties.relationCount(tx, id, other)) >= RELATIONS_MAX)
        throw new DomainError('conflict', 'ticket.too-many-relations', `A ticket is tied to ${RELATIONS_MAX} others at most.`);
    } // biome-ignore format: a pair a line
    await this.ties.relate(tx, ticketId, { id: otherId, kind });
    await this.history.write(tx, ticketId, 'ticket.related', { otherId, kind });
    await this.history.write(tx, otherId, 'ticket.related', { otherId: ticketId, kind: inverseOf(kind) });
  }

  /** @throws DomainError `ticket.not-found`, `relation.not-found` */
  async undo(tx: Tx, { ticketId, otherId }: Omit<RelateCommand, 'kind'>): Promise<void> {
    await this.lockBoth(tx, ticketId, otherId);
    if (!(await this.ties.unrelate(tx, ticketId, otherId))) throw notFound('relation');
    await this.history.write(tx, ticketId, 'ticket.unrelated', { otherId });
    await this.history.write(tx, otherId, 'ticket.unrelated', { otherId: ticketId });
  }

  private async lockBoth(tx: Tx, ticketId: TicketId, otherId: TicketId): Promise<void> {
    if (ticketId === otherId) throw new DomainError('unprocessable', 'ticket.same', 'It is the same ticket.');
    const states = await this.tickets.lock(tx, [ticketId, otherId]);
    if (states.length < 2 || states.some((s) => s.deletedAt !== null)) throw notFound('ticket');
  }
}
