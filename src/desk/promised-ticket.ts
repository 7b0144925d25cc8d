import type { PromisedTicket } from '../sla/index.js';
import { priorityOf, type TicketState, ticketFacts } from '../tickets/index.js';

/** A ticket as clocks see it. */
export function promised(ticket: TicketState): PromisedTicket {
  return {
    facts: ticketFacts(ticket),
    inboxId: ticket.inboxId,
    priority: priorityOf(ticket.priority),
    statusCategory: ticket.statusCategory,
    createdAt: ticket.createdAt,
    waitingSince: ticket.waitingSince,
    isAnswered: ticket.firstRepliedAt !== null,
  };
}
