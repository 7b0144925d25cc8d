import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export type ReportCut = 'team' | 'channel' | 'category' | 'agent';
export type ReportStep = 'hour' | 'day' | 'week' | 'month' | 'whole';

export interface FiguresQuery {
  readonly from: Date;
  readonly to: Date;
  /** IANA time zone of the asker: where days begin. */
  readonly zone: string;
  readonly cut: ReportCut;
  readonly step: ReportStep;
  /** Only these teams; null: all. */
  readonly teamIds: readonly string[] | null;
  /** Never these: they are closed to the asker. */
  readonly closedIds: readonly string[];
  readonly limit: number;
}

export interface FigureRow {
  /** Start of the step; null for the whole span. */
  readonly at: Date | null;
  /** What it is broken down by: a channel, a category, an id; null: nobody. */
  readonly key: string | null;
  /** Of each figure: count, seconds, and how many took no longer than each band. */
  readonly figures: Readonly<Record<string, readonly number[]>>;
}

export interface BacklogRow {
  /** A channel, a category, the id of a team or agent; null: nobody. */
  readonly key: string | null;
  readonly open: number;
}

const COUNTS = 'count, seconds, within_1m, within_5m, within_15m, within_1h, within_4h, within_1d, within_3d';

// By the primary keys: whole days where they are kept, the quarters of an hour before and after. With cut "team" the team itself is the key.
const FIGURES = `
  select at, key, json_object_agg(figure, figures) as figures from (
    select case when $5 <> 'whole' then date_trunc($5, at, $4) end as at,
      nullif(case when $1 = 'team' then team_id::text else key end, '00000000-0000-0000-0000-000000000000') as key, figure,
      json_build_array(sum(count), sum(seconds), sum(within_1m), sum(within_5m), sum(within_15m), sum(within_1h), sum(within_4h), sum(within_1d),
        sum(within_3d)) as figures
    from (
      select at, team_id, key, figure, ${COUNTS} from report_bucket where cut = $1 and (at >= $2 and at < $8 or at >= $9 and at < $3)
      union all
      select at, team_id, key, figure, ${COUNTS} from report_day where zone = $4 and cut = $1 and at >= $8 and at < $9) b
    where ($6::uuid[] is null or team_id = any($6)) and team_id <> all ($10::uuid[])
    group by 1, 2, 3 having sum(count) <> 0) f
  group by at, key order by at, key limit $7`;

const NOBODY = "'00000000-0000-0000-0000-000000000000'";

// What is open now, less what was opened since and what was resolved since. Indexes: ix_ticket_live, the key of report_bucket.
const BACKLOG = `
  select nullif(key, ${NOBODY}) as key, sum(n)::int as open from (
    select coalesce(case $1 when 'team' then team_id::text when 'agent' then assignee_id::text when 'channel' then channel else category end, ${NOBODY}) as key, count(*) as n
    from ticket
    where status_category in ('new', 'open', 'pending', 'on_hold') and shown
      and ($3::uuid[] is null or team_id = any($3)) and (team_id is null or team_id <> all ($4::uuid[]))
    group by 1
    union all
    select case when $1 = 'team' then team_id::text else key end, -sum(case figure when 'opened' then count else -count end)
    from report_bucket
    where cut = $1 and at >= $2 and figure in ('opened', 'resolved') and ($3::uuid[] is null or team_id = any($3)) and team_id <> all ($4::uuid[])
    group by 1) b
  group by key having sum(n) > 0 order by open desc, key limit $5`;

// The days of the span that are kept as days: no row when none is. The latest start of a day is less than 25 hours after another's.
const DAYS = `
  select greatest(first, built_from) as "from", last as until from (
    select built_from, date_trunc('day', $2::timestamptz, zone) as last,
      case when date_trunc('day', $1::timestamptz, zone) = $1 then $1 else date_trunc('day', date_trunc('day', $1::timestamptz, zone) + interval '25 hours', zone) end as first
    from report_zone where zone = $3 and built_from is not null) z
  where greatest(first, built_from) < last`;

@Injectable()
export class ReportFiguresView {
  constructor(private readonly statements: Statements) {}

  async figures(q: FiguresQuery): Promise<FigureRow[]> {
    const days = q.step === 'hour' ? null : await this.days(q);
    const values = [q.cut, q.from, q.to, q.zone, q.step, q.teamIds, q.limit, days?.from ?? q.to, days?.until ?? q.to, q.closedIds];
    return this.statements.rows<FigureRow>(FIGURES, values);
  }

  private async days({ from, to, zone }: FiguresQuery): Promise<{ readonly from: Date; readonly until: Date } | null> {
    const [row] = await this.statements.rows<{ from: Date; until: Date }>(DAYS, [from, to, zone]);
    return row ?? null;
  }

  /** Tickets that were open at the end of the span, most first. */
  backlog({ cut, to, teamIds, closedIds, limit }: FiguresQuery): Promise<BacklogRow[]> {
    return this.statements.rows<BacklogRow>(BACKLOG, [cut, to, teamIds, closedIds, limit]);
  }
}
