import { Injectable } from '@nestjs/common';
import { stopwatchMs, systemClock } from '../kernel/clock.js';
import { DatabaseClock } from '../platform/database/database-clock.js';
import { Statements } from '../platform/database/statements.js';

/** One team's queue as it is now. */
export interface LiveQueueRow {
  readonly teamId: string | null;
  readonly open: number;
  readonly unassigned: number;
  /** Customers who wait for an answer, and since when the first of them does. */
  readonly waiting: number;
  readonly longestWaitSince: Date | null;
  readonly overdue: number;
  readonly dueSoon: number;
}

// Index: ix_ticket_live, which holds the open tickets only and everything that is counted of them.
const QUEUES = `
  select team_id as "teamId", count(*)::int as open, count(*) filter (where assignee_id is null and snoozed_until is null)::int as unassigned,
    count(waiting_since) filter (where snoozed_until is null)::int as waiting, min(waiting_since) filter (where snoozed_until is null) as "longestWaitSince",
    count(*) filter (where due_at <= $1)::int as overdue,
    count(*) filter (where due_at > $1 and due_at <= $1 + interval '30 minutes')::int as "dueSoon"
  from ticket where status_category in ('new', 'open', 'pending', 'on_hold') and shown group by team_id`;

/** A wallboard asks every second or two, from many screens. */
const FRESH_MS = 2_000;

@Injectable()
export class LiveQueuesView {
  private kept: { readonly at: number; readonly rows: Promise<LiveQueueRow[]> } | null = null;

  constructor(
    private readonly statements: Statements,
    private readonly clock: DatabaseClock,
  ) {}

  /** At most two seconds old; asked of the database once, however many ask. */
  all(): Promise<readonly LiveQueueRow[]> {
    if (this.kept === null || stopwatchMs() - this.kept.at > FRESH_MS) {
      const rows = this.statements.rows<LiveQueueRow>(QUEUES, [this.clock.deskTime(systemClock.now())]);
      rows.catch(() => {
        this.kept = null;
      });
      this.kept = { at: stopwatchMs(), rows };
    }
    return this.kept.rows;
  }
}
