import type { StatusCategory } from './vocabulary.js';

/** What a status category may become by an agent's hand. Closed is final: a later message opens a linked ticket. */
const ALLOWED: Readonly<Record<StatusCategory, readonly StatusCategory[]>> = {
  new: ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'],
  open: ['open', 'pending', 'on_hold', 'resolved', 'closed'],
  pending: ['open', 'pending', 'on_hold', 'resolved', 'closed'],
  on_hold: ['open', 'pending', 'on_hold', 'resolved', 'closed'],
  resolved: ['open', 'pending', 'on_hold', 'resolved', 'closed'],
  closed: ['closed'],
};

/** The name every ticket begins with: it can never be switched off. */
export const OPENING_STATUS = 'new';
/** The name of what was merged into another ticket: nobody sets it by hand. */
export const MERGED_STATUS = 'merged';

export function mayBecome(from: StatusCategory, to: StatusCategory): boolean {
  return ALLOWED[from].includes(to);
}

/** The customer wrote: whoever waited for them waits no more. A machine's mail (out of office) changes nothing. */
export function afterCustomerMessage(current: StatusCategory, automatic: boolean): StatusCategory {
  if (automatic) return current;
  return current === 'pending' || current === 'on_hold' || current === 'resolved' ? 'open' : current;
}

/** An agent answered: the ticket is no longer new. */
export function afterAgentReply(current: StatusCategory): StatusCategory {
  return current === 'new' ? 'open' : current;
}

/** The work on it is over: its required facts must be known. */
export function isDone(category: StatusCategory): boolean {
  return category === 'resolved' || category === 'closed';
}
