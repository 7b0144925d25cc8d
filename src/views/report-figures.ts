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
  readonly limit: number;
}

export interface FigureRow {
  /** Start of the step; null for the whole span. */
  readonly at: Date | null;
  /** What it is broken down by: a channel, a category, an id; null: nobody. */
  readonly key: string | null;
  readonly figure: string;
  readonly count: number;
  readonly seconds: number;
  readonly within: readonly number[];
}

// Primary key (cut, at, figure, team_id, key). With cut "team" the team itself is the key.
const FIGURES = `
  select case when $5 <> 'whole' then date_trunc($5, at, $4) end as at,
    nullif(case when $1 = 'team' then team_id::text else key end, '00000000-0000-0000-0000-000000000000') as key, figure,
    sum(count)::int as count, sum(seconds) as seconds,
    array[sum(within_1m), sum(within_5m), sum(within_15m), sum(within_1h), sum(within_4h), sum(within_1d), sum(within_3d)]::int[] as within
  from report_bucket
  where cut = $1 and at >= $2 and at < $3 and ($6::uuid[] is null or team_id = any($6))
  group by 1, 2, 3 having sum(count) <> 0 order by 1, 2, 3 limit $7`;

// Net change of the open tickets after an instant; with how many are open now it tells how many were open then.
const OPENED_LESS_RESOLVED = `
  select coalesce(sum(case figure when 'opened' then count else -count end), 0)::int as net from report_bucket
  where cut = 'team' and at >= $1 and figure in ('opened', 'resolved') and ($2::uuid[] is null or team_id = any($2))`;

@Injectable()
export class ReportFiguresView {
  constructor(private readonly statements: Statements) {}

  figures(q: FiguresQuery): Promise<FigureRow[]> {
    return this.statements.rows<FigureRow>(FIGURES, [q.cut, q.from, q.to, q.zone, q.step, q.teamIds, q.limit]);
  }

  async netAfter(at: Date, teamIds: readonly string[] | null): Promise<number> {
    const [row] = await this.statements.rows<{ net: number }>(OPENED_LESS_RESOLVED, [at, teamIds]);
    return row?.net ?? 0;
  }
}
