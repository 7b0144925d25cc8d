import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { Vault } from './crypto/vault.js';
import { DatabaseClock } from './database/database-clock.js';
import { HurriedClock } from './database/hurried-clock.js';
import { Leadership } from './database/leadership.js';
import { Outbox, type Subscriptions } from './database/outbox.js';
import { Statements } from './database/statements.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { DiskStore } from './files/disk-store.js';
import { Files } from './files/files.js';
import { S3Store } from './files/s3-store.js';
import { PostgresHints } from './hints/postgres-hints.js';
import { Lifecycle } from './http/lifecycle.js';
import { HttpClient } from './http-client/index.js';
import { Interest } from './interest/interest.js';
import { FailedJobs } from './jobs/failed-jobs.js';
import { JobHandlers } from './jobs/job-handlers.js';
import { JobLater } from './jobs/job-later.js';
import { JobRunner } from './jobs/job-runner.js';
import { Log } from './logging/log.js';
import { Metrics } from './metrics/metrics.js';
import { SandboxLink } from './sandbox-link.js';
import { Site } from './site.js';
import { SocketServer } from './sockets/socket-server.js';

export interface PlatformOptions {
  readonly config: Config;
  readonly secretKey: string;
  readonly log: Log;
  readonly subscriptions: Subscriptions;
  /** Origins on private networks that may be called; asked at every call. */
  readonly privateOrigins: () => readonly string[];
  /** Where the fakes of the vendors listen, if they run; asked at every call. */
  readonly sandbox: () => string | null;
  /** A test may bring a clock that stands still. */
  readonly clock?: DatabaseClock;
}

/** Plumbing that knows no tickets. */
@Module({})
export class PlatformModule {
  static with({ config, secretKey, log, subscriptions, privateOrigins, sandbox, clock }: PlatformOptions): DynamicModule {
    const vault = new Vault(secretKey);
    const store = config.s3 === null ? new DiskStore(config.filesDir) : new S3Store(config.s3);
    const providers = [
      { provide: Log, useValue: log },
      { provide: Vault, useValue: vault },
      { provide: Files, useValue: new Files(store, vault) },
      { provide: SandboxLink, useValue: new SandboxLink(sandbox) },
      { provide: Site, useValue: new Site(config.publicUrl, config.dataDir) },
      { provide: HttpClient, useValue: new HttpClient(privateOrigins) },
      {
        provide: Outbox,
        inject: [PostgresHints, DatabaseClock, Interest],
        useFactory: (hints: PostgresHints, time: DatabaseClock, interest: Interest) => new Outbox(subscriptions, hints, time, interest),
      },
      { provide: DatabaseClock, useValue: clock ?? clockOf(config) },
      FailedJobs,
      Interest,
      JobHandlers,
      JobLater,
      JobRunner,
      Leadership,
      Lifecycle,
      Metrics,
      PostgresHints,
      SocketServer,
      Statements,
      UnitOfWork,
    ];
    return { module: PlatformModule, global: true, providers, exports: providers.map((p) => ('provide' in p ? p.provide : p)) };
  }
}

function clockOf({ hurry }: Config): DatabaseClock {
  return hurry === null ? new DatabaseClock() : new HurriedClock(hurry.origin, hurry.speed);
}
