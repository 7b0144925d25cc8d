import type { TicketId } from '../../kernel/id.js';
import type { Direction } from '../../kernel/message.js';
import type { Metric, PromisedTicket } from './policy.js';

/** A message that joined the ticket. */
export interface JoiningMessage {
  readonly direction: Direction;
  readonly automatic: boolean;
}

/** Something happened to a ticket. `before` is null when it was opened, and `after` itself when not the ticket changed but what is promised. */
export interface Happening {
  readonly ticketId: TicketId;
  readonly before: PromisedTicket | null;
  readonly after: PromisedTicket;
  readonly message: JoiningMessage | null;
  readonly now: Date;
}

/** Spam that is none, restored, unmerged. The time it was gone is nobody's. */
export function isBack({ before, after }: Pick<Happening, 'before' | 'after'>): boolean {
  return before !== null && before.goneWhy !== null && after.goneWhy === null;
}

export function isDone({ statusCategory }: PromisedTicket): boolean {
  return statusCategory === 'resolved' || statusCategory === 'closed';
}

/** Which promise an answer keeps. */
export function responseOf(ticket: PromisedTicket): Metric {
  return ticket.isAnswered ? 'next-response' : 'first-response';
}

/** Whether a promise of this metric can still be kept: an answer only while somebody waits for it. */
export function isDueNow(metric: Metric, ticket: PromisedTicket): boolean {
  if (metric === 'resolution' || metric === 'periodic-update') return true;
  return metric === responseOf(ticket) && ticket.waitingSince !== null;
}
