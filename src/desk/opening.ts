import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import { type Joining, type NewTicket, TicketRepository, type TicketState, waitingAfter } from '../tickets/index.js';
import { AutomateOpening } from './automate-opening.js';
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
    private readonly automation: AutomateOpening,
    private readonly clocks: TicketClocks,
  ) {}

  /** @param why what led to a ticket of its own, for its history @param staysInTeam no routing rule takes it elsewhere */
  async plan(
    tx: Tx,
    draft: NewTicket,
    {
      first,
      why,
      staysInTeam = false,
    }: { readonly first: FirstMessage; readonly why: Readonly<Record<string, unknown>>; readonly staysInTeam?: boolean },
  ): Promise<OpeningTicket> {
    const routed = await this.routing.plan(tx, draft, { state: stateOf(draft, first, tx.now), first, staysInTeam });
    const automated = await this.automation.plan(tx, stateOf(routed.draft, first, tx.now));
    const { state, changes, moves } = automated;
    const ticket = { ...routed.draft, ...setBy(state) };
    const clocks = await this.clocks.begin(tx, state, first);
    const write = async (said: FirstMessage | null) => {
      automated.tell();
      // Sent together, done in this order.
      await Promise.all([
        this.tickets.open(tx, ticket, { why, changes, dueAt: clocks.dueAt, said }),
        routed.write(ticket, moves),
        clocks.write(),
        automated.write(),
      ]);
    };
    return { state, write: () => write(null), writeWithMessage: () => write(first) };
  }
}

/** What rules may have set. */
function setBy({ priority, category, teamId, tags, customFields }: TicketState): Partial<NewTicket> {
  return { priority, category, teamId, tags, customFields };
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
