import type { Pool } from 'pg';
import { asAdmin, until } from './desk-process.js';
import { closedLoop } from './load.js';
import type { BenchRig } from './rig.js';

const NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid";

/** What the desk's own counting would have made of the loaded tickets; waits and first answers after a made-up time. */
const BUCKETS = `
  insert into report_bucket (cut, figure, at, team_id, key, count, seconds, within_1m, within_5m, within_15m, within_1h, within_4h, within_1d, within_3d)
  select k.cut, f.figure, date_bin('15 minutes', f.at, 'epoch'), coalesce(t.team_id, ${NOBODY}), k.key, count(*), coalesce(sum(f.seconds), 0),
    count(*) filter (where f.seconds <= 60), count(*) filter (where f.seconds <= 300), count(*) filter (where f.seconds <= 900),
    count(*) filter (where f.seconds <= 3600), count(*) filter (where f.seconds <= 14400), count(*) filter (where f.seconds <= 86400),
    count(*) filter (where f.seconds <= 259200)
  from ticket t
    cross join lateral (select abs(hashtext(t.id::text)) % 20000 as s) h
    cross join lateral (values ('opened', t.created_at, null), ('received', t.created_at, null), ('sent', t.created_at + h.s * interval '1 second', null),
      ('first-response', t.created_at + h.s * interval '1 second', h.s), ('wait', t.created_at + h.s * interval '1 second', h.s),
      ('resolved', t.resolved_at, extract(epoch from t.resolved_at - t.created_at))) f (figure, at, seconds)
    cross join lateral (values ('team', ''), ('channel', t.channel), ('category', t.category), ('agent', coalesce(t.assignee_id, ${NOBODY})::text)) k (cut, key)
  where f.at is not null
  group by 1, 2, 3, 4, 5 on conflict do nothing`;

export async function loadReports(pool: Pool): Promise<void> {
  await pool.query(BUCKETS);
  await pool.query('vacuum analyze report_bucket');
}

/** 90 days, broken down by everything there is, in the asker's zone; and the live figures of a wallboard. */
export async function reports(rig: BenchRig, run: { readonly clients: number; readonly seconds: number }, print: (line: object) => void) {
  const desk = await asAdmin(rig.url);
  const to = new Date();
  const span = `from=${new Date(to.getTime() - 90 * 86_400_000).toISOString()}&to=${to.toISOString()}&zone=Asia/Jakarta`;
  const paths: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      ['team', 'channel', 'category', 'agent'].map((cut) => [`by ${cut}, daily`, `figures?${span}&by=${cut}&every=day`]),
    ),
    'by team, hourly over a week': `figures?${weekTo(to)}&by=team&every=hour`,
    'by agent, whole': `figures?${span}&by=agent&every=whole`,
    queues: 'queues',
  };
  // Asked before the days of its zone are there; over ten million rows that takes longer than the desk waits for.
  await desk.get(`/reports/${paths['by agent, whole'] ?? ''}`).catch(() => undefined);
  const started = performance.now();
  await until(async () => (await rig.pool.query(`select from graphile_worker.jobs where task_identifier = 'report-days'`)).rowCount === 0);
  print({ bench: 'days of a new zone', seconds: Math.round((performance.now() - started) / 1000) });
  for (const [report, path] of Object.entries(paths)) {
    const ask = () => desk.get(`/reports/${path}`).then(() => undefined);
    print({ bench: 'report over 90 days', report, ...(await closedLoop(run.clients, run.seconds, ask)) });
  }
}

function weekTo(to: Date): string {
  return `from=${new Date(to.getTime() - 7 * 86_400_000).toISOString()}&to=${to.toISOString()}&zone=Asia/Jakarta`;
}
