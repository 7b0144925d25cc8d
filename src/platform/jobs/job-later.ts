import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { DatabaseClock } from '../database/database-clock.js';
import { clientOf } from '../database/manager-of.js';
import { addJobs, type JobSpec } from './add-jobs.js';

/** Lets an edge plan work at an instant, in its transaction. Everything else is planned by events (subscribers.ts). */
@Injectable()
export class JobLater {
  constructor(private readonly clock: DatabaseClock) {}

  async add(tx: Tx, job: JobSpec): Promise<void> {
    await addJobs(clientOf(tx), [job], this.clock);
  }
}
