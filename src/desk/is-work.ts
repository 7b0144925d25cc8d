import { isShown, type TicketState } from '../tickets/index.js';

/** Somebody must do something about it now. The same in SQL: IS_WAITING, CARRIED and the views of queues and presence. */
export function isWork(ticket: TicketState): boolean {
  return (ticket.statusCategory === 'new' || ticket.statusCategory === 'open') && ticket.snoozedUntil === null && isShown(ticket);
}
