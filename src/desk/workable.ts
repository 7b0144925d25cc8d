import { DomainError, notFound } from '../kernel/domain-error.js';
import type { TicketState } from '../tickets/index.js';

/**
 * A ticket that agents may work on, locked.
 * @throws DomainError `ticket.not-found` (also when deleted), `ticket.merged` with where it went
 */
export function workable(ticket: TicketState | undefined): TicketState {
  if (ticket === undefined || ticket.deletedAt !== null) throw notFound('ticket');
  if (ticket.mergedIntoId === null) return ticket;
  throw new DomainError('conflict', 'ticket.merged', 'The ticket was merged into another one; work on that one.', {
    mergedIntoId: ticket.mergedIntoId,
  });
}
