import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import { type Joining, type NewTicket, TicketRepository, type TicketState, waitingAfter } from '../tickets/index.js';
import { RouteOpening } from './route-opening.js';
import { TicketClocks } from './ticket-clocks.js';

/** The first message of a ticket, as rules may ask of it. */
export interface FirstMessage extends Joining {
  readonly text: string;
  readonly kind: string;
}

export interface OpeningTicket {
  /** The ticket as its first message will find it, routed. */
  readonly state: TicketState;
  /** Sends the statements that make it. What is sent on the same transaction afterwards finds the ticket there. */
  write(): Promise<void>;
  /** The same, and the ticket counts the customer's message it begins with; the caller writes that by `MessageRepository.begin`. */
  writeWithMessage(): Promise<void>;
}

/** A ticket begins: everything that follows from that is decided first and written in one go. */
@Injectable()
export class Opening {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly routing: RouteOpening,
    private readonly clocks: TicketClocks,
  ) {}

  /** @param why what led to a ticket of its own, for its history */
  async plan(
    tx: Tx,
    draft: NewTicket,
    { first, why }: { readonly first: FirstMessage; readonly why: Readonly<Record<string, unknown>> },
  ): Promise<OpeningTicket> {
    const routed = await this.routing.plan(tx, draft, { state: stateOf(draft, first, tx.now), first });
    const state = stateOf(routed.draft, first, tx.now);
    const clocks = await this.clocks.begin(tx, state, first);
    const write = async (said: FirstMessage | null) => {
      tx.emit({ name: 'ticket.opened', data: { ticketId: draft.id, contactId: draft.contactId, inboxId: draft.inboxId } });
      // Sent together, done in this order.
      await Promise.all([this.tickets.open(tx, routed.draft, { why, dueAt: clocks.dueAt, said }), routed.write(), clocks.write()]);
    };
    return { state, write: () => write(null), writeWithMessage: () => write(first) };
  }
}

function stateOf(draft: NewTicket, first: FirstMessage, now: Date): TicketState {
  const { linkedTicketId: _, isSpam = false, ...facts } = draft;
  return {
    ...facts,
    number: '',
    status: 'new',
    statusCategory: 'new',
    assigneeId: null,
    lastSeq: 0,
    version: 1,
    createdAt: now,
    lastMessageAt: now,
    waitingSince: waitingAfter(null, first, now),
    // One who writes first has answered already.
    firstRepliedAt: first.direction === 'outbound' && !first.automatic ? now : null,
    resolvedAt: null,
    snoozedUntil: null,
    holdReason: null,
    isSpam,
    deletedAt: null,
    mergedIntoId: null,
    followerCount: 0,
  };
}
