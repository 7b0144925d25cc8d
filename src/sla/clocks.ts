import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../kernel/condition.js';
import { type ClockId, newId, type TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type ClockLine, type ClockState, isLive } from './domain/clock.js';
import type { Happening, JoiningMessage } from './domain/happening.js';
import type { PromisedTicket } from './domain/policy.js';
import { passTime, reduceClocks } from './domain/ticket-clocks.js';
import { SlaBook } from './sla-book.js';
import { ClockRepository, type LiveTickets } from './store/clock.repository.js';

/** What a ledger was told, and the clock as it stands after everything. */
export interface ClockNews {
  readonly clock: ClockState;
  readonly line: ClockLine;
}

export interface BegunClocks {
  /** The earliest, for the ticket's own row. */
  readonly dueAt: Date | null;
  readonly news: readonly ClockNews[];
  /** Sends the one statement that makes them; the ticket must be there or on its way. */
  write(): Promise<void>;
}

/** The clocks of tickets. Everything here happens under the ticket's lock. */
@Injectable()
export class Clocks {
  constructor(
    private readonly book: SlaBook,
    private readonly repository: ClockRepository,
  ) {}

  /** The promises that a new ticket begins with: decided without asking the database. */
  async begin(
    tx: Tx,
    opened: {
      readonly ticketId: TicketId;
      readonly ticket: PromisedTicket;
      readonly first: JoiningMessage;
      readonly catalogue: FieldCatalogue;
    },
  ): Promise<BegunClocks> {
    const book = await this.book.get(tx, opened.catalogue);
    const happening: Happening = { ticketId: opened.ticketId, before: null, after: opened.ticket, message: opened.first, now: tx.now };
    const { clocks, lines } = reduceClocks([], happening, { book, newId: newId<ClockId> });
    return {
      dueAt: earliestDue(clocks),
      news: newsOf(clocks, lines),
      write: async () => {
        if (clocks.length > 0) await this.repository.insert(tx, clocks, lines);
      },
    };
  }

  /** What a happening on known tickets does to their clocks, written. */
  async follow(tx: Tx, happenings: readonly Happening[], catalogue: FieldCatalogue): Promise<readonly ClockNews[]> {
    const current = await this.book.get(tx, catalogue);
    // A desk that promises nothing pays nothing.
    if (current.policies.length === 0 || happenings.length === 0) return [];
    const followed = await this.repository.followed(
      tx,
      happenings.map((h) => h.ticketId),
    );
    const book = await this.book.with(
      tx,
      catalogue,
      followed.map((clock) => clock.calendar),
    );
    const reduced = happenings.map((h) =>
      reduceClocks(
        followed.filter((clock) => clock.ticketId === h.ticketId),
        h,
        { book, newId: newId<ClockId> },
      ),
    );
    return this.keep(tx, followed, { clocks: reduced.flatMap((r) => r.clocks), lines: reduced.flatMap((r) => r.lines) });
  }

  /** Tickets with a clock for which time has come; locked, those that somebody works on left out. */
  claimDue(tx: Tx, how: { readonly one: boolean }): Promise<readonly TicketId[]> {
    return this.repository.claimDue(tx, how);
  }

  /** Lets time pass for the clocks of claimed tickets: warnings, breaches, escalations, each told once. */
  async passTime(tx: Tx, ticketIds: readonly TicketId[], catalogue: FieldCatalogue): Promise<readonly ClockNews[]> {
    const followed = (await this.repository.followed(tx, ticketIds)).filter(isLive);
    const book = await this.book.with(
      tx,
      catalogue,
      followed.map((clock) => clock.calendar),
    );
    const told = followed.map((clock) => passTime(clock, { book, now: tx.now, escalates: true }));
    return this.keep(tx, followed, { clocks: told.map((t) => t.clock), lines: told.flatMap((t) => t.lines) });
  }

  postpone(tx: Tx, ticketId: TicketId): Promise<void> {
    return this.repository.postpone(tx, ticketId);
  }

  /** Tickets that a changed policy or calendar may concern, a page at a time. */
  liveTickets(tx: Tx, of: LiveTickets): Promise<readonly TicketId[]> {
    return this.repository.liveTickets(tx, of);
  }

  /** The next who asks reads the policies and calendars anew. */
  forgetBook(): void {
    this.book.forget();
  }

  private async keep(
    tx: Tx,
    before: readonly ClockState[],
    { clocks, lines }: { readonly clocks: readonly ClockState[]; readonly lines: readonly ClockLine[] },
  ): Promise<readonly ClockNews[]> {
    const changed = clocks.filter((clock) =>
      isChanged(
        before.find((b) => b.id === clock.id),
        clock,
      ),
    );
    if (changed.length === 0) return [];
    const ids = [...new Set(changed.map((clock) => clock.ticketId))];
    const due = ids.map((id) => ({ id, dueAt: earliestDue(clocks.filter((clock) => clock.ticketId === id)) }));
    await this.repository.save(tx, changed, { lines, due });
    return newsOf(clocks, lines);
  }
}

/** A clock that was missed is still due: it stays the most urgent until somebody answers. */
function earliestDue(clocks: readonly ClockState[]): Date | null {
  const due = clocks.filter(isLive).flatMap((clock) => clock.dueAt ?? []);
  return due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b));
}

function isChanged(before: ClockState | undefined, after: ClockState): boolean {
  return before === undefined || before.lines !== after.lines || before.nextAt?.getTime() !== after.nextAt?.getTime();
}

function newsOf(clocks: readonly ClockState[], lines: readonly ClockLine[]): readonly ClockNews[] {
  return lines.flatMap((line) => {
    const clock = clocks.find((c) => c.id === line.clockId);
    return clock === undefined ? [] : [{ clock, line }];
  });
}
