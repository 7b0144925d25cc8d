import { Injectable } from '@nestjs/common';
import type { CalendarId, ContactId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { ClockLine, ClockState } from '../domain/clock.js';

type ClockRow = Omit<ClockState, 'calendar'> & { readonly calendarId: CalendarId | null; readonly calendarVersion: number | null };

const COLUMNS = `id, ticket_id as "ticketId", metric, state, policy_id as "policyId", target_minutes as "targetMinutes", calendar_id as "calendarId",
  calendar_version as "calendarVersion", started_at as "startedAt", counted_at as "countedAt", consumed_ms::float8 as "consumedMs", due_at as "dueAt",
  next_at as "nextAt", warned_percent as "warnedPercent", escalated, overdue_ms::float8 as "overdueMs", overdue_from as "overdueFrom", breached_at as "breachedAt", fulfilled_at as "fulfilledAt",
  ended_at as "endedAt", given_up as "givenUp", never_pauses as "neverPauses", lines`;

// No row lock: whoever changes a clock holds its ticket's. Index: ix_clock_ticket.
const FOLLOWED = `select ${COLUMNS} from clock where ticket_id = any($1::uuid[]) and (ended_at is null or given_up or metric = 'resolution') order by id`;

const NAMES = `id, ticket_id, metric, state, policy_id, target_minutes, calendar_id, calendar_version, started_at, counted_at, consumed_ms, due_at,
  next_at, warned_percent, escalated, overdue_ms, overdue_from, breached_at, fulfilled_at, ended_at, given_up, never_pauses, lines`;
const CLOCKS = `
  insert into clock (${NAMES})
  select ${NAMES} from json_to_recordset($1::json) as given (id uuid, ticket_id uuid, metric text, state text, policy_id uuid, target_minutes int,
    calendar_id uuid, calendar_version int, started_at timestamptz, counted_at timestamptz, consumed_ms bigint, due_at timestamptz,
    next_at timestamptz, warned_percent smallint, escalated smallint, overdue_ms bigint, overdue_from timestamptz, breached_at timestamptz, fulfilled_at timestamptz, ended_at timestamptz,
    given_up boolean, never_pauses boolean, lines int)`;
const LINES = `
  insert into clock_line (clock_id, seq, kind, at, reason, details)
  select clock_id, seq, kind, at, reason, details from json_to_recordset($2::json) as given (clock_id uuid, seq int, kind text, at timestamptz,
    reason text, details jsonb)`;

const INSERT = `with c as (${CLOCKS}) ${LINES}`;

// Clocks, their ledgers and what the list shows of them: one round trip.
const SAVE = `
  with c as (${CLOCKS}
    on conflict (id) do update set state = excluded.state, policy_id = excluded.policy_id, target_minutes = excluded.target_minutes,
      calendar_id = excluded.calendar_id, calendar_version = excluded.calendar_version, counted_at = excluded.counted_at,
      consumed_ms = excluded.consumed_ms, due_at = excluded.due_at, next_at = excluded.next_at, warned_percent = excluded.warned_percent,
      escalated = excluded.escalated, overdue_ms = excluded.overdue_ms, overdue_from = excluded.overdue_from, breached_at = excluded.breached_at, fulfilled_at = excluded.fulfilled_at, ended_at = excluded.ended_at,
      given_up = excluded.given_up, lines = excluded.lines),
    l as (${LINES})
  update ticket t set due_at = given.due_at from json_to_recordset($3::json) as given (id uuid, due_at timestamptz)
  where t.id = given.id and t.due_at is distinct from given.due_at`;

// A ticket that somebody works on is passed over, and does not count: however many of those are the most overdue, the others are
// told in time. The limit is a literal: with a parameter for it the planner expects a tenth of all clocks, and might read every
// ticket. Index: ix_clock_next.
const claim = (limit: number) => `
  select t.id from clock c join ticket t on t.id = c.ticket_id where c.next_at <= $1 order by c.next_at limit ${limit}
  for no key update of t skip locked`;
const CLAIM_DUE = claim(20);
const CLAIM_ONE = claim(1);

// A clock whose time cannot be told waits a minute, so that it does not stand in the way of the others.
const POSTPONE = `update clock set next_at = $2::timestamptz + interval '1 minute' where ticket_id = $1 and next_at <= $2`;

// Those that are promised something, and those to which a policy gave up a promise. Indexes: ix_clock_live, ix_clock_given_up.
// Of the latter only those before the end of this page, so that all pages together are one walk.
const LIVE_TICKETS = `
  with live as (
    select distinct ticket_id as id from clock where ended_at is null and ($1::uuid is null or ticket_id > $1) order by ticket_id limit $2),
  page as (select case when (select count(*) from live) = $2 then (select id from live order by id desc limit 1) end as until)
  select id from (
    select id from live
    union
    (select distinct c.ticket_id from clock c join ticket t on t.id = c.ticket_id and t.shown and t.status_category not in ('resolved', 'closed')
      where c.given_up and ($1::uuid is null or c.ticket_id > $1) and c.ticket_id <= coalesce((select until from page), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      order by c.ticket_id limit $2)) x
  order by id limit $2`;
// Indexes: ix_ticket_contact_recent, ix_clock_ticket.
const LIVE_OF_CONTACT = `
  select distinct c.ticket_id as id from ticket t join clock c on c.ticket_id = t.id and (c.ended_at is null or c.given_up)
  where t.contact_id = $3 and ($1::uuid is null or c.ticket_id > $1) order by c.ticket_id limit $2`;

export interface LiveTickets {
  readonly after: TicketId | null;
  /** Null: of every contact. */
  readonly contactId: ContactId | null;
  readonly limit: number;
}

export interface TicketDue {
  readonly id: TicketId;
  readonly dueAt: Date | null;
}

@Injectable()
export class ClockRepository {
  /** The live clocks of tickets, those given up, and those of their resolution though ended. The caller holds the tickets' locks. */
  async followed(tx: Tx, ticketIds: readonly TicketId[]): Promise<readonly ClockState[]> {
    const rows = await sql<ClockRow>(tx, FOLLOWED, [ticketIds]);
    return rows.map(clockOf);
  }

  /** The clocks of a new ticket. */
  async insert(tx: Tx, clocks: readonly ClockState[], lines: readonly ClockLine[]): Promise<void> {
    await sql(tx, INSERT, [JSON.stringify(clocks.map(rowOf)), JSON.stringify(lines.map(lineRow))]);
  }

  async save(
    tx: Tx,
    clocks: readonly ClockState[],
    told: { readonly lines: readonly ClockLine[]; readonly due: readonly TicketDue[] },
  ): Promise<void> {
    const due = told.due.map(({ id, dueAt }) => ({ id, due_at: dueAt }));
    await sql(tx, SAVE, [JSON.stringify(clocks.map(rowOf)), JSON.stringify(told.lines.map(lineRow)), JSON.stringify(due)]);
  }

  /** Tickets with a clock for which time has come, locked: 20 at most, or only the one that waits longest. */
  async claimDue(tx: Tx, { one }: { readonly one: boolean }): Promise<readonly TicketId[]> {
    const rows = await sql<{ id: TicketId }>(tx, one ? CLAIM_ONE : CLAIM_DUE, [tx.now]);
    return [...new Set(rows.map((r) => r.id))];
  }

  async postpone(tx: Tx, ticketId: TicketId): Promise<void> {
    await sql(tx, POSTPONE, [ticketId, tx.now]);
  }

  async liveTickets(tx: Tx, { after, contactId, limit }: LiveTickets): Promise<readonly TicketId[]> {
    const rows = await (contactId === null
      ? sql<{ id: TicketId }>(tx, LIVE_TICKETS, [after, limit])
      : sql<{ id: TicketId }>(tx, LIVE_OF_CONTACT, [after, limit, contactId]));
    return rows.map((r) => r.id);
  }
}

function clockOf({ calendarId, calendarVersion, ...row }: ClockRow): ClockState {
  return { ...row, calendar: calendarId === null || calendarVersion === null ? null : { id: calendarId, version: calendarVersion } };
}

function rowOf(c: ClockState): Readonly<Record<string, unknown>> {
  return {
    id: c.id,
    ticket_id: c.ticketId,
    metric: c.metric,
    state: c.state,
    policy_id: c.policyId,
    target_minutes: c.targetMinutes,
    calendar_id: c.calendar?.id ?? null,
    calendar_version: c.calendar?.version ?? null,
    started_at: c.startedAt,
    counted_at: c.countedAt,
    consumed_ms: c.consumedMs,
    due_at: c.dueAt,
    next_at: c.nextAt,
    warned_percent: c.warnedPercent,
    escalated: c.escalated,
    overdue_ms: c.overdueMs,
    overdue_from: c.overdueFrom,
    breached_at: c.breachedAt,
    fulfilled_at: c.fulfilledAt,
    ended_at: c.endedAt,
    given_up: c.givenUp,
    never_pauses: c.neverPauses,
    lines: c.lines,
  };
}

function lineRow({ clockId, ...line }: ClockLine): Readonly<Record<string, unknown>> {
  return { clock_id: clockId, ...line };
}
