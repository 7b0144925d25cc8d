import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { DomainError } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, type TicketState } from '../tickets/index.js';
import { Merging } from './merging.js';
import { workable } from './workable.js';

export interface MergeTicketsCommand {
  readonly ticketId: TicketId;
  readonly intoId: TicketId;
  /** Somebody looked and said yes: the two are matters of different customers. */
  readonly acrossContacts: boolean;
}

/**
 * Two tickets are one matter. The messages of the one move into the other's timeline behind what stands there (their seq is
 * new, their time and origin stay), its conversations lead there from now on, and it is closed as merged. {@link UnmergeTicket}
 * takes all of it back.
 */
@Injectable()
export class MergeTickets {
  constructor(
    private readonly merging: Merging,
    private readonly history: HistoryRepository,
  ) {}

  /**
   * @throws DomainError `ticket.not-found`, `ticket.same`, `ticket.merged`, `ticket.closed`, `ticket.other-contact` (not confirmed),
   *   `ticket.merge-needs-supervisor`, `ticket.merge-into-spam`
   */
  async execute(tx: Tx, { ticketId, intoId, acrossContacts }: MergeTicketsCommand): Promise<void> {
    if (ticketId === intoId) throw new DomainError('unprocessable', 'ticket.same', 'A ticket is not merged into itself.');
    const pair = await this.merging.lock(tx, ticketId, intoId);
    const from = workable(pair.ticket);
    const into = workable(pair.other);
    if (into.statusCategory === 'closed')
      throw new DomainError('conflict', 'ticket.closed', 'The other ticket is closed; merge it into this one instead.');
    mustBeOneMatter(tx, { from, into, acrossContacts });
    await this.merging.merge(tx, { from, into }, pair);
    await this.history.write(tx, ticketId, 'ticket.merged', { intoId, number: into.number });
    await this.history.write(tx, intoId, 'ticket.took-in', { fromId: ticketId, number: from.number });
    tx.emit({ name: 'ticket.merged', data: { ticketId, intoId } });
  }
}

function mustBeOneMatter(
  tx: Tx,
  { from, into, acrossContacts }: { readonly from: TicketState; readonly into: TicketState; readonly acrossContacts: boolean },
): void {
  if (from.contactId === into.contactId) return;
  if (!acrossContacts)
    throw new DomainError(
      'conflict',
      'ticket.other-contact',
      'The tickets belong to different customers; confirm that both may read along.',
      {
        contactIds: [from.contactId, into.contactId],
      },
    );
  if (!may(tx.actor, 'contact:merge'))
    throw new DomainError('forbidden', 'ticket.merge-needs-supervisor', 'A supervisor merges tickets of different customers.');
}
