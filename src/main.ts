import 'reflect-metadata';
import { createServer } from 'node:net';
import { type Config, ConfigError, loadConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { closeDesk, openDesk } from './desk-process.js';
import { migrate } from './migrate.js';
import { serveApi } from './openapi.js';
import { type Embedded, EmbeddedError, startEmbedded } from './platform/database/embedded/index.js';
import { isDatabaseAway } from './platform/http/problem.filter.js';
import { Log } from './platform/logging/log.js';
import { type Sandbox, startSandbox } from './sandbox-process.js';
import { seed } from './seed.js';
import { greet } from './welcome.js';

/** Everything must be over before an orchestrator loses patience (30 s as a rule). */
const DRAIN_MS = 25_000;

await main().catch(explain);

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = new Log(config.logLevel);
  if (config.role !== 'worker') await mustBeFree(config);
  let database: Embedded | null = null;
  let sandbox: Sandbox | null = null;
  if (config.databaseUrl === null) database = await startEmbedded({ dataDir: config.dataDir, log: (line) => log.info(line) });
  const databaseUrl = config.databaseUrl ?? database?.url ?? '';
  const migrated = await migrate(databaseUrl);
  if (migrated.length > 0) log.info({ event: 'database.migrated', count: migrated.length });
  sandbox = await startSandbox(config, log);
  const app = await createApp({ config, databaseUrl, log, privateOrigins: () => sandbox?.origins() ?? [] });
  serveApi(app);
  stopOnSignal(log, async () => {
    await closeDesk(app);
    await sandbox?.stop();
    await database?.stop();
  });
  const seeded = await seed(app, config, sandbox);
  await openDesk(app, config);
  log.info({ event: 'desk.ready', port: config.port, role: config.role, adopted: database?.adopted ?? false });
  greet(config, seeded);
}

/** Asked before anything is started, so that a second start by mistake leaves nothing running. @throws EADDRINUSE, EACCES */
function mustBeFree({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function stopOnSignal(log: Log, close: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ event: 'desk.stopping', signal });
    const timer = setTimeout(() => {
      log.error({ event: 'desk.drain-timed-out' });
      process.exit(1);
    }, DRAIN_MS);
    timer.unref();
    close().then(
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
  if (error instanceof EmbeddedError) fail(error.message);
  if (code === 'EADDRINUSE')
    fail(`Port ${port} on ${address} is taken by another program. Stop it, or choose another one: PORT=3001 npm start`);
  if (code === 'EACCES' && port !== undefined) fail(`You may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`);
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function fail(message: string): never {
  process.stderr.write(`\nParley cannot start.\n${message}\n`);
  process.exit(1);
}
