import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

/** Of advisory locks: who counts shares it, who makes days of what was counted holds it alone. */
const LOCK = 7_265_014;

const SUMS = `sum(count)::int, sum(seconds), sum(within_1m)::int, sum(within_5m)::int, sum(within_15m)::int, sum(within_1h)::int, sum(within_4h)::int,
  sum(within_1d)::int, sum(within_3d)::int`;

const COUNTING = `select pg_advisory_xact_lock_shared(${LOCK})`;
const BUILDING = `select pg_advisory_xact_lock(${LOCK})`;

// A new zone, or one nobody has asked in since yesterday.
const ASKED = `
  insert into report_zone (zone, asked_at) select $1::text, $2::timestamptz where (select count(*) from report_zone) < $3 or exists (select from report_zone where zone = $1)
  on conflict (zone) do update set asked_at = $2 where report_zone.asked_at < $2::timestamptz - interval '1 day'
  returning built_from is null as "isNew"`;

// The day before those that are kept, at first the one that is not over yet. Its start is after the midnight 25 hours before the next.
const NEXT = `
  select zone, built_from as until, date_trunc('day', built_from - interval '1 hour', zone) as "from",
    exists (select from report_bucket where cut = 'team' and at < built_from) as "isLeft"
  from (select zone, coalesce(built_from, date_trunc('day', $2::timestamptz + interval '1 day', zone)) as built_from from report_zone where zone = $1 for update) z`;
const BUILD = `
  insert into report_day
  select $1, cut, $2::timestamptz, figure, team_id, key, ${SUMS} from report_bucket
  where cut = any('{team,channel,category,agent}') and at >= $2 and at < $3 group by cut, figure, team_id, key`;
const BUILT = 'update report_zone set built_from = $2 where zone = $1';

const FORGOTTEN = 'delete from report_zone where asked_at < $1 returning zone';
const DROP = `
  delete from report_day where ctid = any(array(
    select ctid from report_day d where not exists (select from report_zone z where z.zone = d.zone) limit $1)) returning 1 as one`;

interface NextDay {
  readonly from: Date;
  readonly until: Date;
  readonly isLeft: boolean;
}

/** Days of the rollup, per time zone. */
@Injectable()
export class ReportDayRepository {
  /** Before anything is counted in this transaction: no zone gets more days until it has ended. */
  async counting(tx: Tx): Promise<void> {
    await sql(tx, COUNTING, []);
  }

  /** Notes that somebody asked. @returns true when the zone is a new one, whose days must be built */
  async asked(tx: Tx, zone: string, max: number): Promise<boolean> {
    const [row] = await sql<{ isNew: boolean }>(tx, ASKED, [zone, tx.now, max]);
    return row?.isNew ?? false;
  }

  /** Makes one more day, the latest that is not there yet. @returns false when nothing older was counted */
  async build(tx: Tx, zone: string): Promise<boolean> {
    await sql(tx, BUILDING, []);
    const [next] = await sql<NextDay>(tx, NEXT, [zone, tx.now]);
    if (next === undefined || !next.isLeft) return false;
    await sql(tx, BUILD, [zone, next.from, next.until]);
    await sql(tx, BUILT, [zone, next.from]);
    return true;
  }

  /** Zones that nobody has asked in since. @returns how many */
  async forget(tx: Tx, since: Date): Promise<number> {
    return (await sql(tx, FORGOTTEN, [since])).length;
  }

  /** Days of forgotten zones. @returns how many, `limit` at most */
  async drop(tx: Tx, limit: number): Promise<number> {
    return (await sql(tx, DROP, [limit])).length;
  }
}
