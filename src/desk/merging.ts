import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import {
  afterCustomerMessage,
  HistoryRepository,
  isDone,
  MoveRepository,
  mergedStanding,
  standingOf,
  TicketRepository,
  type TicketState,
} from '../tickets/index.js';
import { Consequences } from './consequences.js';
import { isWork } from './is-work.js';
import { tryAgain } from './try-again.js';

export interface LockedPair {
  readonly ticket: TicketState | undefined;
  readonly other: TicketState | undefined;
  /** Those whose next message goes to `ticket`, locked. */
  readonly conversationIds: readonly string[];
  /** Tickets that were merged into `ticket` before, locked. */
  readonly merged: readonly TicketId[];
}

/** What merging, unmerging and undoing a split have in common: the locks, and one ticket's messages going into another. */
@Injectable()
export class Merging {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly tickets: TicketRepository,
    private readonly moves: MoveRepository,
    private readonly consequences: Consequences,
    private readonly history: HistoryRepository,
  ) {}

  /**
   * Conversations first, then the tickets in the order of their ids. What is being said in a conversation right now either
   * has the lock, and its message is there when we go on, or finds afterwards where the conversation leads.
   */
  async lock(tx: Tx, ticketId: TicketId, otherId: TicketId): Promise<LockedPair> {
    const conversationIds = await this.threading.lockOfTickets(tx, [ticketId]);
    const merged = await this.moves.leadingTo(tx, ticketId);
    const states = await this.tickets.lock(tx, [ticketId, otherId, ...merged]);
    const now = [...(await this.threading.ofTickets(tx, [ticketId])), ...(await this.moves.leadingTo(tx, ticketId))];
    // A first message made another conversation, or another ticket was merged, before we had the ticket's lock: begin again.
    if (now.toSorted().join() !== [...conversationIds, ...merged].toSorted().join()) throw tryAgain('the ticket changed meanwhile');
    return { ticket: states.find((s) => s.id === ticketId), other: states.find((s) => s.id === otherId), conversationIds, merged };
  }

  /** @param restoring the split that is undone by this @throws DomainError `ticket.merge-into-spam` */
  async merge(
    tx: Tx,
    { from, into }: { readonly from: TicketState; readonly into: TicketState },
    { conversationIds, merged, restoring = null }: Pick<LockedPair, 'conversationIds' | 'merged'> & { readonly restoring?: string | null },
  ): Promise<void> {
    if (into.isSpam && !from.isSpam)
      throw new DomainError(
        'conflict',
        'ticket.merge-into-spam',
        'The other ticket is spam: what is merged into it would be hidden with it.',
      );
    const moveId = await this.moves.begin(tx, 'merge', { from: from.id, to: into.id, before: standingOf(from) });
    const moved = await this.moves.all(tx, { moveId, from: from.id, to: into.id, lastSeq: into.lastSeq }, restoring);
    const toSeq = Math.max(into.lastSeq, ...moved.map((m) => m.seq));
    await this.moves.complete(tx, moveId, { toSeq, conversationIds });
    await this.threading.moveAllTo(tx, conversationIds, into.id);
    await this.moves.leadTo(tx, merged, into.id);
    await this.moves.stand(tx, from.id, mergedStanding(from, tx.now), into.id);
    await this.moves.settle(tx, from.id, []);
    const waits = await this.moves.settle(tx, into.id, moved);
    if (waits && isWork(from) && !isWork(into)) await this.reopen(tx, into);
    await this.follow(tx, [from, into]);
  }

  /** The customer waits for work that went where nobody looks: it is as if they had written there. */
  private async reopen(tx: Tx, into: TicketState): Promise<void> {
    const category = afterCustomerMessage(into.statusCategory, false);
    if (isDone(category)) return;
    const status = category === into.statusCategory ? into.status : await this.tickets.statusFor(tx, category);
    await this.moves.hear(tx, into.id, { status, statusCategory: category, resolvedAt: null, snoozedUntil: null, holdReason: null });
    if (status !== into.status) await this.history.write(tx, into.id, 'ticket.reopened', { from: into.status, to: status });
  }

  /** What comes of it for clocks and queues. @param before the tickets as they were; read again, they are what became of them */
  async follow(tx: Tx, before: readonly TicketState[]): Promise<void> {
    const after = await this.tickets.lock(
      tx,
      before.map((ticket) => ticket.id),
    );
    for (const was of before) {
      const is = after.find((ticket) => ticket.id === was.id);
      if (is !== undefined) await this.consequences.ofStanding(tx, was, is);
    }
  }
}
