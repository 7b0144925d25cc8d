import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { runOnce } from 'graphile-worker';
import { Pool } from 'pg';
import { Bearers, Passwords, PERMISSIONS } from '../../src/access/index.js';
import { AgentRepository } from '../../src/agents/index.js';
import { QueueWatch } from '../../src/assignment/queue-watch.js';
import type { ChannelDefine } from '../../src/channels/registry.js';
import { loadConfig } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { LiveRunner } from '../../src/intake/live-runner.js';
import { SourceRunner } from '../../src/intake/source-runner.js';
import { type Role, systemActor } from '../../src/kernel/actor.js';
import { freePort } from '../../src/platform/database/embedded/ports.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { PostgresHints } from '../../src/platform/hints/postgres-hints.js';
import { Lifecycle } from '../../src/platform/http/lifecycle.js';
import { JobHandlers } from '../../src/platform/jobs/job-handlers.js';
import { Log } from '../../src/platform/logging/log.js';
import { Realtime } from '../../src/realtime/realtime.js';
import { testDatabase } from './database.js';
import type { FakeClock } from './fake-clock.js';

export const PASSWORD = 'correct horse battery staple';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Answers are looked at field by field
  readonly body: Record<string, unknown> & { readonly items: Record<string, unknown>[] };
}

export interface TestDesk {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly databaseUrl: string;
  /** An administrator's API token. */
  readonly token: string;
  readonly pool: Pool;
  /** Runs every job that is due and hands out what waits, and what that causes, until none is left. */
  drainJobs(): Promise<void>;
  /** Also runs jobs planned for later, as if their time had come, until none is left. */
  exhaustJobs(): Promise<void>;
  request(
    method: string,
    path: string,
    options?: { readonly body?: unknown; readonly headers?: Record<string, string>; readonly token?: string | null },
  ): Promise<Answer>;
  /** An agent with this role. @returns an API token with every scope */
  tokenFor(role: Role): Promise<string>;
  stop(): Promise<void>;
}

export interface TestDeskOptions {
  readonly channels?: ChannelDefine;
  readonly clock?: FakeClock;
  readonly privateOrigins?: () => readonly string[];
  readonly sandbox?: () => string | null;
  /** Sockets and mailboxes as well (they run by themselves). */
  readonly live?: boolean;
}

/** A whole desk on a database of its own, listening on a real port; jobs run when the test says so. */
export async function testDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-desk-'));
  const port = await freePort();
  const config = loadConfig({
    DATA_DIR: dataDir,
    PORT: String(port),
    DATABASE_URL: database.url,
    SECRET_KEY: 'test-secret-key-of-more-than-32-characters',
    LOG_LEVEL: process.env['PARLEY_TEST_LOG'] ?? 'silent',
  });
  const { channels, clock, privateOrigins, sandbox } = options;
  const app = await createApp({
    config,
    databaseUrl: database.url,
    log: new Log(config.logLevel),
    ...(channels ? { channels } : {}),
    ...(clock ? { clock } : {}),
    ...(privateOrigins ? { privateOrigins } : {}),
    ...(sandbox ? { sandbox } : {}),
  });
  await app.init();
  if (options.live) {
    app.get(SourceRunner).start();
    await app.get(PostgresHints).listen();
    await app.get(LiveRunner).start(app.getHttpServer());
    app.get(Realtime).start(app.getHttpServer());
  }
  app.get(Lifecycle).opened();
  await app.listen(port, '127.0.0.1');
  const pool = new Pool({ connectionString: database.url, max: 3 });
  // The database is dropped with force at the end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const url = `http://127.0.0.1:${port}`;
  const tokenFor = (role: Role) => makeToken(app, role);
  const token = await tokenFor('admin');
  return {
    url,
    app,
    databaseUrl: database.url,
    token,
    pool,
    tokenFor,
    drainJobs: () => drain(app, pool),
    exhaustJobs: () => exhaust(app, pool),
    request: async (method, path, { body, headers = {}, token: other } = {}) => {
      const bearer = other === null ? {} : { authorization: `Bearer ${other ?? token}` };
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...bearer, ...json, ...headers } as Record<string, string>,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['body'] };
    },
    stop: async () => {
      await Promise.all([app.get(LiveRunner).stop(), app.get(SourceRunner).stop()]);
      await app.close();
      await pool.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

let hashed: Promise<string> | null = null;

/** Of PASSWORD, which everybody has: hashing takes tens of milliseconds. */
export function passwordHash(): Promise<string> {
  hashed ??= Passwords.hash(PASSWORD);
  return hashed;
}

async function makeToken(app: NestFastifyApplication, role: Role): Promise<string> {
  const hash = await passwordHash();
  return app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
    const email = `${role}-${Math.random().toString(36).slice(2)}@example.com`;
    const agentId = await app.get(AgentRepository).insert(tx, { email, name: `The ${role}`, role, enabled: true, languages: ['en'] });
    if (agentId === null) throw new Error('the address is taken');
    await app.get(Passwords).set(tx, agentId, hash);
    return (await app.get(Bearers).issueToken(tx, { name: 'test', scopes: PERMISSIONS, agentId, expiresAt: null })).token;
  });
}

async function drain(app: NestFastifyApplication, pool: Pool): Promise<void> {
  const taskList = Object.fromEntries(
    [...app.get(JobHandlers).all()].map(([name, handler]) => [
      name,
      (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) =>
        handler((payload ?? {}) as Record<string, unknown>, { attempt: helpers.job.attempts, maxAttempts: helpers.job.max_attempts }),
    ]),
  );
  const due = async () =>
    (await pool.query('select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts and locked_at is null'))
      .rowCount ?? 0;
  do {
    await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: quiet });
    await app.get(QueueWatch).serveAll();
  } while ((await due()) > 0);
}

async function exhaust(app: NestFastifyApplication, pool: Pool): Promise<void> {
  for (let round = 0; round < 40; round++) {
    await pool.query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'");
    await drain(app, pool);
    if ((await pool.query('select from graphile_worker._private_jobs where attempts < max_attempts')).rowCount === 0) return;
  }
  throw new Error('jobs are still waiting after 40 rounds');
}

const quiet = await import('graphile-worker').then(({ Logger }) => new Logger(() => () => undefined));
