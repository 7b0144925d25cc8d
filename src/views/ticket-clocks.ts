import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface TicketClockLine {
  readonly kind: string;
  readonly at: string;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface TicketClockRow {
  readonly id: string;
  readonly metric: string;
  readonly state: string;
  readonly policyId: string;
  readonly policyName: string;
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
  readonly timeZone: string;
  readonly targetMinutes: number;
  readonly consumedMs: number;
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  readonly breachedAt: Date | null;
  readonly fulfilledAt: Date | null;
  readonly endedAt: Date | null;
  readonly lines: readonly TicketClockLine[];
}

/** A ledger is shown up to here; nobody reads on. */
const LINES_MAX = 200;

// Newest first. Indexes: ix_clock_ticket and primary keys.
const CLOCKS = `
  select c.id, c.metric, c.state, c.policy_id as "policyId", p.name as "policyName", c.calendar_id as "calendarId", c.calendar_version as "calendarVersion",
    coalesce(v.hours->>'timeZone', 'UTC') as "timeZone", c.target_minutes as "targetMinutes", c.consumed_ms::float8 as "consumedMs",
    c.started_at as "startedAt", c.due_at as "dueAt", c.breached_at as "breachedAt", c.fulfilled_at as "fulfilledAt", c.ended_at as "endedAt",
    coalesce((select json_agg(json_build_object('kind', l.kind, 'at', l.at, 'reason', l.reason, 'details', l.details) order by l.seq)
      from clock_line l where l.clock_id = c.id and l.seq <= ${LINES_MAX}), '[]') as lines
  from clock c join sla_policy p on p.id = c.policy_id
    left join calendar_version v on v.calendar_id = c.calendar_id and v.version = c.calendar_version
  where c.ticket_id = $1 and ($2::uuid is null or c.id < $2) order by c.id desc limit $3`;

const EXISTS = 'select from ticket where id = $1';

@Injectable()
export class TicketClocksView {
  constructor(private readonly statements: Statements) {}

  page(ticketId: string, beforeId: string | null, limit: number): Promise<TicketClockRow[]> {
    return this.statements.rows<TicketClockRow>(CLOCKS, [ticketId, beforeId, limit]);
  }

  async hasTicket(ticketId: string): Promise<boolean> {
    return (await this.statements.rows(EXISTS, [ticketId])).length > 0;
  }
}
