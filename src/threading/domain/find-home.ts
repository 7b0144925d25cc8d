import type { ContactId, TicketId } from '../../kernel/id.js';

/** A ticket that an input points to, and how it does. */
export interface Candidate {
  readonly via: 'token' | 'reference' | 'conversation';
  readonly ticketId: TicketId;
  /** Whose ticket it is. A ticket into which another one was merged is the matter of both their contacts. */
  readonly contactIds: readonly ContactId[];
  readonly statusCategory: string;
  /** False: it is closed or deleted, or was resolved too long ago to be reopened. */
  readonly takesMore: boolean;
}

export type Home =
  | { readonly kind: 'join'; readonly ticketId: TicketId; readonly via: Candidate['via'] }
  | {
      readonly kind: 'open';
      readonly linkedTo: TicketId | null;
      readonly why: 'first-contact' | 'sender-not-on-ticket' | 'ticket-closed' | 'resolved-too-long';
    };

/**
 * Which ticket an input belongs to. Candidates come strongest first: a valid token, our reference, the conversation.
 * A token or a reference alone never opens a ticket's door: whoever got a copy of a mail would read and write in
 * another person's matter. The sender must be the ticket's own contact; else a new ticket is opened, linked to it.
 * A closed ticket stays closed, and so does one that was resolved longer ago than its inbox allows; the new matter is linked to it.
 */
export function findHome(candidates: readonly Candidate[], sender: ContactId): Home {
  const own = candidates.filter((c) => c.contactIds.includes(sender));
  const open = own.find((c) => c.takesMore);
  if (open !== undefined) return { kind: 'join', ticketId: open.ticketId, via: open.via };
  const over = own[0];
  if (over !== undefined)
    return { kind: 'open', linkedTo: over.ticketId, why: over.statusCategory === 'resolved' ? 'resolved-too-long' : 'ticket-closed' };
  const foreign = candidates[0];
  if (foreign !== undefined) return { kind: 'open', linkedTo: foreign.ticketId, why: 'sender-not-on-ticket' };
  return { kind: 'open', linkedTo: null, why: 'first-contact' };
}
