import { isShown, type TicketState } from '../tickets/index.js';

/** Somebody must do something about it. */
export function isWork(ticket: TicketState): boolean {
  return (ticket.statusCategory === 'new' || ticket.statusCategory === 'open') && isShown(ticket);
}
