import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Logger as GraphileLogger, type Runner, run, runMigrations, type Task, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/pool-of.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { type JobHandler, JobHandlers } from './job-handlers.js';
import { WorkerLiveness } from './worker-liveness.js';

const RESTART_MS = 500;
const STOP_MS = 3_000;
const POLL_MS = 1_000;
const COMPLETE_MS = 25;

/** Runs the jobs of the outbox in this process, and starts again by itself when the database was away. */
@Injectable()
export class JobRunner {
  private readonly pool: Pool;
  private runner: Runner | null = null;
  private stopping = false;
  private restarting = false;
  private concurrency = 1;
  private readonly liveness: WorkerLiveness;

  constructor(
    dataSource: DataSource,
    private readonly handlers: JobHandlers,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    this.pool = poolOf(dataSource);
    this.liveness = new WorkerLiveness(this.pool, log, () => this.restart('the connection was lost'));
  }

  /** @param concurrency jobs that run at the same time in this process */
  async start(concurrency: number): Promise<void> {
    this.concurrency = concurrency;
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => this.liveness.own(workerPool.id));
    await this.liveness.start();
    this.runner = await run({
      pgPool: this.pool,
      taskList: this.taskList(),
      crontab: this.handlers.crontab(),
      noHandleSignals: true,
      events,
      logger: this.graphileLogger(),
      // Batches save round trips: with 8 jobs at a time one fetch and one delete serve many. A kill before the delete makes them run again.
      preset: {
        worker: {
          concurrentJobs: concurrency,
          pollInterval: POLL_MS,
          localQueue: { size: concurrency * 2 },
          completeJobBatchDelay: COMPLETE_MS,
          gracefulShutdownAbortTimeout: 20_000,
        },
      },
    });
    this.runner.promise.then(
      () => undefined,
      (error: unknown) => this.restart(error),
    );
  }

  /** Takes no more jobs and waits for those that run. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.runner?.stop().catch(() => undefined); // it stopped by itself
    await this.liveness.stop();
  }

  /**
   * After the database was away nothing of the old runner can be trusted: it may have lost the answer to "this job is
   * done". A new pool takes over; the jobs of the old one are freed by the sweep and run again, which handlers allow.
   */
  private restart(error: unknown): void {
    if (this.stopping || this.restarting) return;
    this.restarting = true;
    this.log.warn({ event: 'jobs.runner-restarting', error });
    void this.renew();
  }

  private async renew(): Promise<void> {
    const old = this.runner;
    this.runner = null;
    await Promise.race([old?.stop().catch(() => undefined), pause(STOP_MS)]); // it may wait for answers that never come
    while (!this.stopping) {
      await pause(RESTART_MS);
      try {
        await this.start(this.concurrency);
        this.restarting = false;
        return;
      } catch (error) {
        this.log.debug({ event: 'jobs.restart-failed', error });
      }
    }
  }

  private taskList(): Record<string, Task> {
    const counted = (name: string, handler: JobHandler): Task => {
      return async (payload, helpers) => {
        const { attempts, max_attempts } = helpers.job;
        try {
          await handler((payload ?? {}) as Record<string, unknown>, { attempt: attempts, maxAttempts: max_attempts });
          this.metrics.jobs.inc({ task: name, outcome: 'done' });
        } catch (error) {
          this.metrics.jobs.inc({ task: name, outcome: 'failed' });
          this.log.warn({ event: 'job.failed', task: name, jobId: helpers.job.id, attempt: attempts, error });
          throw error;
        }
      };
    };
    return Object.fromEntries([...this.handlers.all()].map(([name, handler]) => [name, counted(name, handler)]));
  }

  private graphileLogger(): GraphileLogger {
    return new GraphileLogger(() => (level, message) => {
      if (level === 'error') this.log.warn({ event: 'jobs.runner-said', message: message.slice(0, 300) });
    });
  }
}

/** Creates or updates the job tables (schema `graphile_worker`). */
export async function migrateJobs(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool });
}
