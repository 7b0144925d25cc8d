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
    goneWhy: goneWhy(ticket),
  };
}

function goneWhy({ deletedAt, mergedIntoId, isSpam }: TicketState): string | null {
  if (mergedIntoId !== null) return 'the ticket was merged into another one';
  if (deletedAt !== null) return 'the ticket was deleted';
  return isSpam ? 'the ticket is spam' : null;
}
