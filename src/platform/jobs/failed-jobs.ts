import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { clientOf } from '../database/manager-of.js';
import { Statements } from '../database/statements.js';

export interface FailedJob {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
  readonly attempts: number;
  /** Of the last attempt. */
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly failedAt: Date;
}

// No index: what waits is read over once, and that is little unless the desk is far behind. Newest first; ids ascend with time.
const FAILED = 'from graphile_worker._private_jobs j where attempts >= max_attempts and locked_at is null';
const PAGE = `
  select id::text, (select identifier from graphile_worker._private_tasks t where t.id = j.task_id) as task, payload, attempts,
    last_error as fault, created_at as "createdAt", updated_at as "failedAt"
  ${FAILED} and ($1::bigint is null or id < $1) order by j.id desc limit $2`;
// By graphile-worker's own function: only it knows what else belongs to a job.
const AGAIN = `
  select count(*)::int as jobs
  from graphile_worker.reschedule_jobs(array(select id ${FAILED} and id = $1::bigint), run_at := now(), attempts := 0)`;

/** Jobs that were given up after their last attempt. They stay until somebody lets them run again. */
@Injectable()
export class FailedJobs {
  constructor(private readonly statements: Statements) {}

  /** @param before the id of the last one of the page before */
  page(before: string | null, limit: number): Promise<readonly FailedJob[]> {
    return this.statements.rows<FailedJob>(PAGE, [before, limit]);
  }

  /** With all its attempts anew, at once. @returns whether there was such a job */
  async again(tx: Tx, id: string): Promise<boolean> {
    const { rows } = await clientOf(tx).query<{ jobs: number }>(AGAIN, [id]);
    return rows[0]?.jobs === 1;
  }
}
