import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Logger as GraphileLogger, type Runner, run, runMigrations, type Task, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/pool-of.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { type JobHandler, JobHandlers } from './job-handlers.js';
import { WorkerLiveness } from './worker-liveness.js';

const RESTART_MS = 1_000;
const POLL_MS = 1_000;

/** Runs the jobs of the outbox in this process, and starts again by itself when the database was away. */
@Injectable()
export class JobRunner {
  private readonly pool: Pool;
  private runner: Runner | null = null;
  private stopping = false;
  private readonly liveness: WorkerLiveness;

  constructor(
    dataSource: DataSource,
    private readonly handlers: JobHandlers,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    this.pool = poolOf(dataSource);
    this.liveness = new WorkerLiveness(this.pool, log);
  }

  /** @param concurrency jobs that run at the same time in this process */
  async start(concurrency: number): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => this.liveness.own(workerPool.id));
    await this.liveness.start();
    this.runner = await run({
      pgPool: this.pool,
      taskList: this.taskList(),
      noHandleSignals: true,
      events,
      logger: this.graphileLogger(),
      // Batches save round trips: with 8 jobs at a time one fetch and one delete serve many.
      preset: {
        worker: {
          concurrentJobs: concurrency,
          pollInterval: POLL_MS,
          localQueue: { size: concurrency * 2 },
          completeJobBatchDelay: 0,
          gracefulShutdownAbortTimeout: 20_000,
        },
      },
    });
    this.runner.promise.then(
      () => undefined,
      (error: unknown) => this.restart(concurrency, error),
    );
  }

  /** Takes no more jobs and waits for those that run. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.runner?.stop().catch(() => undefined); // it stopped by itself
    await this.liveness.stop();
  }

  private restart(concurrency: number, error: unknown): void {
    if (this.stopping) return;
    this.log.warn({ event: 'jobs.runner-failed', error });
    setTimeout(() => {
      if (!this.stopping) this.start(concurrency).catch((again: unknown) => this.restart(concurrency, again));
    }, RESTART_MS).unref();
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
