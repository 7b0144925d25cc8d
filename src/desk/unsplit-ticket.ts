import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, MoveRepository } from '../tickets/index.js';
import { Merging } from './merging.js';
import { workable } from './workable.js';

/**
 * The split was wrong: its messages return to their old places, what was said since follows them, and the split-off ticket is
 * closed as merged.
 */
@Injectable()
export class UnsplitTicket {
  constructor(
    private readonly merging: Merging,
    private readonly moves: MoveRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @returns the ticket it was split from @throws DomainError `ticket.not-found`, `ticket.not-split`, `ticket.merged`, `ticket.merge-into-spam` */
  async execute(tx: Tx, { ticketId }: { readonly ticketId: TicketId }): Promise<TicketId> {
    const move = await this.moves.activeSplit(tx, ticketId);
    const pair = await this.merging.lock(tx, ticketId, move?.fromId ?? ticketId);
    const from = workable(pair.ticket);
    if (move === null) throw notSplit();
    const into = workable(pair.other);
    if (!(await this.moves.undo(tx, move.id))) throw notSplit();
    await this.merging.merge(tx, { from, into }, { ...pair, restoring: move.id });
    await this.history.write(tx, ticketId, 'ticket.unsplit', { intoId: into.id, number: into.number });
    await this.history.write(tx, into.id, 'ticket.took-back', { fromId: ticketId, number: from.number });
    tx.emit({ name: 'ticket.unsplit', data: { ticketId: into.id, splitId: ticketId } });
    return into.id;
  }
}

function notSplit(): DomainError {
  return new DomainError('conflict', 'ticket.not-split', 'The ticket was not split off from another one.');
}
