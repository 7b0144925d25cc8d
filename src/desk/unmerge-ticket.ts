import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { HistoryRepository, type Move, MoveRepository, reopenedBy, type Standing, TicketRepository } from '../tickets/index.js';
import { Merging } from './merging.js';

/** The merge was wrong: the ticket has again what was its own, and what was said through its conversations since. */
@Injectable()
export class UnmergeTicket {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly tickets: TicketRepository,
    private readonly moves: MoveRepository,
    private readonly merging: Merging,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.not-merged`, `ticket.merged-further` */
  async execute(tx: Tx, { ticketId }: { readonly ticketId: TicketId }): Promise<void> {
    const move = await this.moves.activeMerge(tx, ticketId);
    if (move === null) throw await this.notMerged(tx, ticketId);
    // The conversations of the target: those that were moved lead there.
    await this.threading.lockOfTickets(tx, [move.toId]);
    const pair = await this.merging.lock(tx, ticketId, move.toId);
    const { ticket, other } = pair;
    if (ticket === undefined || other === undefined) throw notFound('ticket');
    if (other.mergedIntoId !== null)
      throw new DomainError('conflict', 'ticket.merged-further', 'The other ticket was merged as well; undo that first.', {
        ticketId: other.id,
        mergedIntoId: other.mergedIntoId,
      });
    if (!(await this.moves.undo(tx, move.id))) throw await this.notMerged(tx, ticketId);
    const returnId = await this.moves.beginReturn(tx, move);
    const back = await this.moves.back(tx, move, returnId);
    const later = await this.moves.later(tx, move, { lastSeq: ticket.lastSeq, returnId });
    await this.threading.moveBack(tx, move.conversationIds, { from: move.toId, to: move.fromId });
    await this.moves.leadTo(tx, pair.merged, ticketId);
    await this.moves.stand(tx, ticketId, await this.standing(tx, move, later), null);
    await this.moves.settle(tx, ticketId, [...back, ...later]);
    await this.moves.settle(tx, other.id, []);
    await this.history.write(tx, ticketId, 'ticket.unmerged', { fromId: other.id, number: other.number });
    await this.history.write(tx, other.id, 'ticket.gave-back', { ticketId, number: ticket.number });
    tx.emit({ name: 'ticket.unmerged', data: { ticketId, fromId: other.id } });
    await this.merging.follow(tx, [ticket, other]);
  }

  private async standing(tx: Tx, { before }: Move, later: Parameters<typeof reopenedBy>[1]): Promise<Standing> {
    const statusCategory = reopenedBy(before, later);
    if (statusCategory === null) return before;
    return { ...before, statusCategory, status: await this.tickets.statusFor(tx, statusCategory), resolvedAt: null, holdReason: null };
  }

  private async notMerged(tx: Tx, ticketId: TicketId): Promise<DomainError> {
    const [ticket] = await this.tickets.lock(tx, [ticketId]);
    if (ticket === undefined) return notFound('ticket');
    return new DomainError('conflict', 'ticket.not-merged', 'The ticket is not merged into another one.');
  }
}
