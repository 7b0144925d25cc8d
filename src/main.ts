import 'reflect-metadata';
import { createServer } from 'node:net';
import { DataSource } from 'typeorm';
import { type Config, ConfigError, loadConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { closeDesk, openDesk } from './desk-process.js';
import { DomainError } from './kernel/domain-error.js';
import { migrate } from './migrate.js';
import { serveApi } from './openapi.js';
import { mustBeSealedBy } from './platform/crypto/sealed-by.js';
import { Vault } from './platform/crypto/vault.js';
import { type Embedded, EmbeddedError, startEmbedded } from './platform/database/embedded/index.js';
import { poolOf } from './platform/database/pool-of.js';
import { isDatabaseAway } from './platform/database/sql-state.js';
import { Log } from './platform/logging/log.js';
import { SandboxError, startSandbox } from './sandbox-process.js';
import { seed } from './seed.js';
import { greet } from './welcome.js';

/** Then what still runs is cut off: all must be over within 25 s. */
const DRAIN_MS = 22_000;

/** What was started, undone in the opposite order: at the end, and when a later step of the start fails. */
const started: (() => Promise<unknown>)[] = [];

await main().catch(async (error: unknown) => {
  await undo().catch(() => undefined); // the error that led here is the one to tell
  explain(error);
});

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = new Log(config.logLevel);
  if (config.role !== 'worker') await mustBeFree(config);
  const database = config.databaseUrl === null ? await embedded(config, log) : null;
  const databaseUrl = config.databaseUrl ?? database?.url ?? '';
  const migrated = await migrate(databaseUrl);
  if (migrated.length > 0) log.info({ event: 'database.migrated', count: migrated.length });
  const sandbox = await startSandbox(config, log);
  started.push(async () => sandbox?.stop());
  const app = await createApp({
    config,
    databaseUrl,
    log,
    privateOrigins: () => sandbox?.origins() ?? [],
    sandbox: () => sandbox?.origins()[0] ?? null,
  });
  await mustBeSealedBy(app.get(Vault), poolOf(app.get(DataSource)));
  serveApi(app);
  started.push(() => closeDesk(app));
  stopOnSignal(log, database);
  const seeded = await seed(app, config, sandbox);
  await openDesk(app, config);
  log.info({ event: 'desk.ready', port: config.port, role: config.role, adopted: database?.adopted ?? false });
  greet(config, seeded);
}

async function embedded(config: Config, log: Log): Promise<Embedded> {
  const database = await startEmbedded({ dataDir: config.dataDir, log: (line) => log.info(line) });
  // One that was running before this start may serve somebody else.
  if (!database.adopted) started.push(() => database.stop());
  return database;
}

async function undo(): Promise<void> {
  for (const stop of started.splice(0).toReversed()) await stop();
}

/** Asked before anything is started, so that a second start by mistake leaves nothing running. @throws EADDRINUSE, EACCES */
function mustBeFree({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function stopOnSignal(log: Log, database: Embedded | null): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ event: 'desk.stopping', signal });
    const late = setTimeout(() => {
      log.error({ event: 'desk.drain-timed-out' });
      // Jobs that still run are cut off and run again; the database ends in any case.
      void (database?.stop() ?? Promise.resolve()).finally(() => process.exit(1));
    }, DRAIN_MS);
    late.unref();
    void undo()
      .then(() => (database?.adopted ? database.stop() : undefined))
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ event: 'desk.stop-failed', error });
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('uncaughtException', (error) => {
    log.error({ event: 'process.uncaught', error });
    process.exit(1);
  });
  process.on('unhandledRejection', (error) => {
    // graphile-worker leaves some of its failed statements unhandled; the runner is renewed when the database was away.
    if (error instanceof Error && (isDatabaseAway((error as { code?: unknown }).code) || error.stack?.includes('graphile-worker'))) {
      log.warn({ event: 'process.unhandled-database-error', error });
      return;
    }
    log.error({ event: 'process.unhandled-rejection', error });
    process.exit(1);
  });
}

/** For the person at the terminal: what is wrong and what to do, without a stack where it is their turn. */
function explain(error: unknown): never {
  const { code, port, address } = (error ?? {}) as { code?: string; port?: number; address?: string };
  if (error instanceof ConfigError) fail(`The environment is not right:\n${error.problems.map((p) => `  - ${p}`).join('\n')}`);
  if (error instanceof EmbeddedError || error instanceof SandboxError || error instanceof DomainError) fail(error.message);
  if (isDatabaseAway(code) || code === 'ENOTFOUND')
    fail(`The database at DATABASE_URL cannot be reached (${code}). Is it running, and is the address right?`);
  if (code === 'EADDRINUSE')
    fail(`Port ${port} on ${address} is taken by another program. Stop it, or choose another one: PORT=3001 npm start`);
  if (code === 'EACCES' && port !== undefined) fail(`You may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`);
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function fail(message: string): never {
  process.stderr.write(`\nParley cannot start.\n${message}\n`);
  process.exit(1);
}
