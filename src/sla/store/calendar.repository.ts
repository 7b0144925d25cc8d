import { Injectable } from '@nestjs/common';
import type { CalendarId, InboxId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { CalendarSettings } from '../calendar-settings.js';
import type { Hours } from '../domain/calendar/hours.js';

export interface CalendarRow {
  readonly id: CalendarId;
  readonly name: string;
  readonly settings: CalendarSettings;
  /** Of the current version. */
  readonly hours: Hours;
  readonly createdAt: Date;
  readonly version: number;
}

export interface VersionedHours {
  readonly calendarId: CalendarId;
  readonly version: number;
  readonly hours: Hours;
}

const ROW = `select c.id, c.name, c.settings, v.hours, c.created_at as "createdAt", c.version
  from calendar c join calendar_version v on v.calendar_id = c.id and v.version = c.version`;
const FIND = `${ROW} where c.id = $1`;
// Index: uq_calendar_name.
const PAGE = `${ROW} where ($1::text is null or c.name > $1) order by c.name limit $2`;
const LOCK = `${ROW} where c.id = $1 for update of c`;
const COUNT = 'select count(*)::int as count from calendar';

// The calendar and its first version: one round trip. The clause on conflict answers nothing when the name is taken.
const INSERT = `
  with c as (
    insert into calendar (id, name, settings, created_at, updated_at, version) values ($1, $2, $3, $5, $5, 1)
    on conflict (name) do nothing returning id)
  insert into calendar_version (calendar_id, version, hours, at) select id, 1, $4, $5 from c returning calendar_id as id`;
const UPDATE = `
  with c as (
    update calendar set name = $2, settings = $3, updated_at = $5, version = version + 1
    where id = $1 and not exists (select from calendar where name = $2 and id <> $1) returning id, version)
  insert into calendar_version (calendar_id, version, hours, at) select id, version, $4, $5 from c returning calendar_id as id`;

const CURRENT = `select v.calendar_id as "calendarId", v.version, v.hours from calendar c
  join calendar_version v on v.calendar_id = c.id and v.version = c.version limit 1000`;
const VERSIONS = `select v.calendar_id as "calendarId", v.version, v.hours from calendar_version v
  join unnest($1::uuid[], $2::int[]) as wanted (id, version) on wanted.id = v.calendar_id and wanted.version = v.version`;
// Index: ix_inbox_calendar.
const OF_INBOXES = 'select id as "inboxId", calendar_id as "calendarId" from inbox where calendar_id is not null limit 10000';

@Injectable()
export class CalendarRepository {
  constructor(private readonly statements: Statements) {}

  async find(id: CalendarId): Promise<CalendarRow | null> {
    const [row] = await this.statements.rows<CalendarRow>(FIND, [id]);
    return row ?? null;
  }

  page(afterName: string | null, limit: number): Promise<CalendarRow[]> {
    return this.statements.rows<CalendarRow>(PAGE, [afterName, limit]);
  }

  async lock(tx: Tx, id: CalendarId): Promise<CalendarRow | null> {
    const [row] = await sql<CalendarRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, COUNT, []);
    return row?.count ?? 0;
  }

  /** @returns false when the name is taken */
  async insert(tx: Tx, c: Pick<CalendarRow, 'id' | 'name' | 'settings' | 'hours'>): Promise<boolean> {
    return (await sql(tx, INSERT, [c.id, c.name, JSON.stringify(c.settings), JSON.stringify(c.hours), tx.now])).length > 0;
  }

  /** A new version. The caller holds the lock. @returns false when the name is taken */
  async update(tx: Tx, c: Pick<CalendarRow, 'id' | 'name' | 'settings' | 'hours'>): Promise<boolean> {
    return (await sql(tx, UPDATE, [c.id, c.name, JSON.stringify(c.settings), JSON.stringify(c.hours), tx.now])).length > 0;
  }

  current(tx: Tx): Promise<VersionedHours[]> {
    return sql<VersionedHours>(tx, CURRENT, []);
  }

  versions(tx: Tx, refs: readonly { readonly id: CalendarId; readonly version: number }[]): Promise<VersionedHours[]> {
    return sql<VersionedHours>(tx, VERSIONS, [refs.map((r) => r.id), refs.map((r) => r.version)]);
  }

  ofInboxes(tx: Tx): Promise<{ readonly inboxId: InboxId; readonly calendarId: CalendarId }[]> {
    return sql(tx, OF_INBOXES, []);
  }
}
