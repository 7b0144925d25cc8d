import { Injectable } from '@nestjs/common';
import { plusMinutes, stopwatchMs, systemClock } from '../kernel/clock.js';
import { DatabaseClock } from '../platform/database/database-clock.js';
import { Statements } from '../platform/database/statements.js';

/** What a customer who waits may be told. */
export interface CustomerWaiting {
  /** Three of four lately got their first answer within so many minutes; null: too few to say. */
  readonly usualMinutes: number | null;
  /** They wait for an answer since then. */
  readonly since: Date | null;
  /** An answer is promised by then; null: no promise, or it is broken. */
  readonly answerBy: Date | null;
  /** Customers before them in the queue; null: none is kept, or somebody cares for them already. */
  readonly ahead: number | null;
}

interface Standing {
  readonly since: Date | null;
  readonly answerBy: Date | null;
  readonly ahead: number | null;
}

// Index: ix_ticket_inbox_recent.
const USUAL = `
  select percentile_cont(0.75) within group (order by extract(epoch from t.first_replied_at - t.created_at) / 60)::float8 as minutes,
    count(*)::int as count
  from (select first_replied_at, created_at from ticket
    where inbox_id = $1 and last_message_at > $2 and first_replied_at is not null order by last_message_at desc, id desc limit 200) t`;

// One row. Indexes: uq_conversation_key, ix_clock_live, and ix_ticket_queue in the order in which tickets are handed out.
const STANDING = `
  select t.waiting_since as since,
    (select min(k.due_at) from clock k where k.ticket_id = t.id and k.ended_at is null and k.state = 'running' and k.due_at > $3
      and k.metric in ('first-response', 'next-response')) as "answerBy",
    case when t.team_id is not null and t.assignee_id is null and t.status_category in ('new', 'open') and t.snoozed_until is null then (
      select count(*)::int from (
        select from ticket o where o.team_id = t.team_id and o.assignee_id is null and o.status_category in ('new', 'open') and o.shown
          and o.snoozed_until is null and o.waiting_since is not null
          and ((coalesce(o.waiting_since, o.created_at) at time zone 'UTC') - o.priority * interval '30 minutes')
            < ((coalesce(t.waiting_since, t.created_at) at time zone 'UTC') - t.priority * interval '30 minutes')
        limit 100) before_them) end as ahead
  from conversation c join ticket t on t.id = c.ticket_id
  where c.inbox_id = $1 and c.key = $2 and t.waiting_since is not null and t.shown and t.status_category in ('new', 'open', 'on_hold')`;

const LATELY_MINUTES = 14 * 24 * 60;
const ENOUGH = 5;
const FRESH_MS = 60_000;
const KEPT_MAX = 500;

/** How long customers wait for an answer, and what this one may expect. */
@Injectable()
export class CustomerWaitingView {
  private readonly kept = new Map<string, { readonly at: number; readonly minutes: Promise<number | null> }>();

  constructor(
    private readonly statements: Statements,
    private readonly clock: DatabaseClock,
  ) {}

  async of(inboxId: string, conversation: string): Promise<CustomerWaiting> {
    const now = this.clock.deskTime(systemClock.now());
    const [usualMinutes, [standing]] = await Promise.all([
      this.usual(inboxId, now),
      this.statements.rows<Standing>(STANDING, [inboxId, conversation, now]),
    ]);
    return { usualMinutes, ...(standing ?? { since: null, answerBy: null, ahead: null }) };
  }

  /** The same for everybody, so it is asked once a minute. */
  private usual(inboxId: string, now: Date): Promise<number | null> {
    const known = this.kept.get(inboxId);
    if (known !== undefined && stopwatchMs() - known.at < FRESH_MS) return known.minutes;
    const minutes = this.statements
      .rows<{ readonly minutes: number | null; readonly count: number }>(USUAL, [inboxId, plusMinutes(now, -LATELY_MINUTES)])
      .then(([row]) => (row === undefined || row.count < ENOUGH ? null : row.minutes));
    minutes.catch(() => this.kept.delete(inboxId));
    if (this.kept.size >= KEPT_MAX) this.kept.clear();
    this.kept.set(inboxId, { at: stopwatchMs(), minutes });
    return minutes;
  }
}
