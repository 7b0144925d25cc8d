import type { ClientBase, Pool } from 'pg';
import type { DatabaseClock } from '../database/database-clock.js';
import { runPrepared } from '../database/prepared.js';

/** Work to be done later, at least once. Handlers are idempotent. */
export interface JobSpec {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** In the desk's time. Default: at once. */
  readonly runAt?: Date;
  /** Instead of `runAt`: so long after this transaction began, by the database's clock. */
  readonly afterSeconds?: number;
  /** Lower runs first; default 0. */
  readonly priority?: number;
  /** Default 25 with exponential back-off, about three days. */
  readonly maxAttempts?: number;
  /** A waiting job with the same key is replaced. */
  readonly key?: string;
}

// No queue names: graphile-worker locks every named queue to pick a job, which does not scale to one queue a ticket.
// All in one call: each takes four statements of its own, however many jobs it adds.
const ADD = `
  select count(*) from graphile_worker.add_jobs(array(
    select (j->>'task', j->'payload', null, coalesce((j->>'runAt')::timestamptz, now() + (j->>'afterSeconds')::float8 * interval '1 second'),
      (j->>'maxAttempts')::int, j->>'key', (j->>'priority')::int, null)::graphile_worker.job_spec
    from json_array_elements($1::json) as j))`;

/** Adds jobs on this connection: part of its transaction when one is open. */
export async function addJobs(on: ClientBase | Pool, jobs: readonly JobSpec[], clock: DatabaseClock): Promise<void> {
  const planned = lastOfEachKey(jobs).map((job) => (job.runAt === undefined ? job : { ...job, runAt: clock.machineTime(job.runAt) }));
  if (planned.length > 0) await runPrepared(on, ADD, [JSON.stringify(planned)]);
}

/** One statement cannot replace its own rows. */
function lastOfEachKey(jobs: readonly JobSpec[]): readonly JobSpec[] {
  return [...new Map(jobs.map((job, i) => [job.key ?? i, job])).values()];
}
