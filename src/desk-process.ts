import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { QueueWatch } from './assignment/queue-watch.js';
import { AuditChainer } from './audit/index.js';
import type { Config } from './config/index.js';
import { LiveRunner } from './intake/live-runner.js';
import { SourceRunner } from './intake/source-runner.js';
import { PostgresHints } from './platform/hints/postgres-hints.js';
import { Lifecycle } from './platform/http/lifecycle.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { Realtime } from './realtime/realtime.js';
import { ReportCounter } from './reporting/report-counter.js';
import { SearchIndexing } from './search/index.js';
import { ClockTimer } from './timers/clock-timer.js';
import { Pump } from './webhooks/index.js';

/** What works by itself, beside the jobs, in every process that is a worker. Each is safe in any number of processes. */
const WORKERS = [AuditChainer, SourceRunner, ClockTimer, QueueWatch, Pump, ReportCounter, SearchIndexing] as const;

/** Starts what this process's role does. Listening comes last: whoever is answered can be served. */
export async function openDesk(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.init();
  await app.get(PostgresHints).listen();
  if (config.role !== 'api') {
    await app.get(JobRunner).start(config.workerConcurrency);
    for (const worker of WORKERS) app.get<{ start(): void }>(worker).start();
  }
  if (config.role !== 'worker') {
    await app.get(LiveRunner).start(app.getHttpServer() as Server);
    app.get(Realtime).start(app.getHttpServer() as Server);
  }
  app.get(Lifecycle).opened();
  await app.listen(config.port, config.host);
}

/** Whoever asked has the answer within this. Browsers also open connections ahead on which they never ask, and keep them. */
const ANSWERED_MS = 5_000;

/** Unready first, then no new work, then what runs is finished, then everything is closed. */
export async function closeDesk(app: NestFastifyApplication): Promise<void> {
  app.get(Lifecycle).closed();
  const server = app.getHttpServer() as Server;
  const last = setTimeout(() => server.closeAllConnections(), ANSWERED_MS);
  try {
    await Promise.all([app.get(LiveRunner).stop(), app.get(Realtime).stop()]);
    await Promise.all(WORKERS.map((worker) => app.get<{ stop(): Promise<void> }>(worker).stop()));
    await app.get(JobRunner).stop();
    await app.close();
  } finally {
    clearTimeout(last);
  }
}
