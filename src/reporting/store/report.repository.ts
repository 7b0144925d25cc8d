import { Injectable } from '@nestjs/common';
import { instantAt } from '../../kernel/clock.js';
import type { TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { Delta } from '../domain/delta.js';
import type { CountedMessage, CountedTicket, Fact } from '../domain/fact.js';
import { ReportDayRepository } from './report-day.repository.js';

export interface TicketToCount extends CountedTicket {
  readonly id: TicketId;
  readonly counted: readonly Fact[];
  readonly countedSeq: number;
  readonly waitingSince: Date | null;
}

export interface NewMessageRow extends CountedMessage {
  readonly ticketId: TicketId;
  readonly seq: number;
}

// Oldest first; what another process counts right now is left to it.
const TAKE = `
  delete from report_due where id in (select id from report_due order by id limit $1 for update skip locked) returning ticket_id as "ticketId"`;

// A row for each, locked in order: two that took the same ticket count it one after the other.
const ENSURE = `
  insert into report_ticket (ticket_id, facts, counted_seq)
  select id, '[]', 0 from unnest($1::uuid[]) as given (id) where exists (select from ticket t where t.id = given.id)
  order by id on conflict (ticket_id) do nothing`;
const LOCK = 'select ticket_id from report_ticket where ticket_id = any($1::uuid[]) order by ticket_id for update';

// Read after the locks were taken, so that nothing counted meanwhile is counted twice. Breaches by ix_clock_ticket,
// undone splits by ix_ticket_move_unsplit.
const TICKETS = `
  select t.id, t.team_id as "teamId", t.channel, t.category, t.assignee_id as "assigneeId", t.created_at as "createdAt",
    t.first_replied_at as "firstRepliedAt", t.resolved_at as "resolvedAt", 
    array(select c.breached_at from clock c where c.ticket_id = t.id and c.breached_at is not null order by c.id) as "breachedAt",
    t.deleted_at is null and not t.is_spam and (t.merged_into_id is null or not exists (
      select from ticket_move v where v.to_id = t.id and v.kind = 'split' and v.undone_at is not null)) as counts,
    r.facts as counted, r.counted_seq as "countedSeq", r.waiting_since as "waitingSince"
  from report_ticket r join ticket t on t.id = r.ticket_id where r.ticket_id = any($1::uuid[])`;

// What stood elsewhere before, or here at another place, is not counted again when it was counted there. Its team and category are those of the
// ticket in which it was said, at that time: what the first change afterwards changed them from, whenever it is counted.
// Indexes: uq_message_seq, ix_ticket_move_message_message, ix_ticket_event_ticket.
const MESSAGES = `
  select m.ticket_id as "ticketId", m.seq, m.direction, m.automatic, m.author_id as "authorId", m.channel, m.created_at as "createdAt",
    case when moved.data is null then t.team_id else coalesce(moved.data #>> '{from,teamId}', moved.data #>> '{teamId,from}')::uuid end as "teamId",
    coalesce(sorted.data #>> '{category,from}', t.category) as category
  from report_ticket r join message m on m.ticket_id = r.ticket_id and m.seq > r.counted_seq
  join ticket t on t.id = coalesce(
    (select v.from_id from ticket_move_message x join ticket_move v on v.id = x.move_id where x.message_id = m.id order by v.moved_at, v.id limit 1), m.ticket_id)
  left join lateral (
    select e.data from ticket_event e where e.ticket_id = t.id and e.at > m.created_at
      and (e.name = 'ticket.changed' and e.data ? 'teamId' or e.data -> 'from' ? 'teamId') order by e.at limit 1) moved on true
  left join lateral (
    select e.data from ticket_event e where e.ticket_id = t.id and e.at > m.created_at
      and e.name = 'ticket.changed' and e.data ? 'category' order by e.at limit 1) sorted on true
  where r.ticket_id = any($1::uuid[]) and not exists (
    select from ticket_move_message x where x.message_id = m.id and x.counted)
  order by m.ticket_id, m.seq`;

const KEEP = `
  update report_ticket r set facts = given.facts, counted_seq = given.seq, waiting_since = given.waiting
  from (select * from unnest($1::uuid[], $2::jsonb[], $3::int[], $4::timestamptz[]) as g (id, facts, seq, waiting)) given
  where r.ticket_id = given.id`;

const COUNTS = 'count, seconds, within_1m, within_5m, within_15m, within_1h, within_4h, within_1d, within_3d';
const GIVEN = `unnest($1::text[], $2::text[], $3::timestamptz[], $4::uuid[], $5::text[], $6::int[], $7::float8[],
    $8::int[], $9::int[], $10::int[], $11::int[], $12::int[], $13::int[], $14::int[]) as g (cut, figure, at, team_id, key, ${COUNTS})`;
const ADDED = `count = b.count + excluded.count, seconds = b.seconds + excluded.seconds,
    within_1m = b.within_1m + excluded.within_1m, within_5m = b.within_5m + excluded.within_5m, within_15m = b.within_15m + excluded.within_15m,
    within_1h = b.within_1h + excluded.within_1h, within_4h = b.within_4h + excluded.within_4h, within_1d = b.within_1d + excluded.within_1d,
    within_3d = b.within_3d + excluded.within_3d`;
const ADD = `
  insert into report_bucket as b (cut, figure, at, team_id, key, ${COUNTS}) select * from ${GIVEN}
  on conflict (cut, at, figure, team_id, key) do update set ${ADDED}`;
// In one order, so that two that count at once cannot deadlock.
const ADD_DAYS = `
  insert into report_day as b (zone, cut, at, figure, team_id, key, ${COUNTS})
  select z.zone, g.cut, date_trunc('day', g.at, z.zone), g.figure, g.team_id, g.key, sum(count), sum(seconds), sum(within_1m), sum(within_5m), sum(within_15m),
    sum(within_1h), sum(within_4h), sum(within_1d), sum(within_3d)
  from ${GIVEN} join report_zone z on g.at >= z.built_from group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
  on conflict (zone, cut, at, figure, team_id, key) do update set ${ADDED}`;

@Injectable()
export class ReportRepository {
  constructor(private readonly days: ReportDayRepository) {}

  /** @returns the tickets taken, each once, and how many notes spoke of them */
  async take(tx: Tx, limit: number): Promise<{ readonly ids: readonly TicketId[]; readonly notes: number }> {
    const rows = await sql<{ ticketId: TicketId }>(tx, TAKE, [limit]);
    return { ids: [...new Set(rows.map((r) => r.ticketId))].toSorted(), notes: rows.length };
  }

  async lock(tx: Tx, ids: readonly TicketId[]): Promise<void> {
    await sql(tx, ENSURE, [ids]);
    await sql(tx, LOCK, [ids]);
  }

  tickets(tx: Tx, ids: readonly TicketId[]): Promise<TicketToCount[]> {
    return sql<TicketToCount>(tx, TICKETS, [ids]);
  }

  newMessages(tx: Tx, ids: readonly TicketId[]): Promise<NewMessageRow[]> {
    return sql<NewMessageRow>(tx, MESSAGES, [ids]);
  }

  async keep(
    tx: Tx,
    counted: readonly {
      readonly id: TicketId;
      readonly facts: readonly Fact[];
      readonly seq: number;
      readonly waitingSince: Date | null;
    }[],
  ): Promise<void> {
    const facts = counted.map((c) => JSON.stringify(c.facts));
    await sql(tx, KEEP, [counted.map((c) => c.id), facts, counted.map((c) => c.seq), counted.map((c) => c.waitingSince)]);
  }

  async add(tx: Tx, deltas: readonly Delta[]): Promise<void> {
    if (deltas.length === 0) return;
    const within = [0, 1, 2, 3, 4, 5, 6].map((band) => deltas.map((d) => d.within[band] ?? 0));
    const values = [
      deltas.map((d) => d.cut),
      deltas.map((d) => d.figure),
      deltas.map((d) => instantAt(d.atMs)),
      deltas.map((d) => d.teamId),
      deltas.map((d) => d.key),
      deltas.map((d) => d.count),
      deltas.map((d) => d.seconds),
      ...within,
    ];
    await Promise.all([this.days.counting(tx), sql(tx, ADD, values), sql(tx, ADD_DAYS, values)]);
  }
}
