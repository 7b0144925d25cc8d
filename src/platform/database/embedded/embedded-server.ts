import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { stopwatchMs } from '../../../kernel/clock.js';
import { installedBinaries, reachableBinaries } from './binaries.js';
import { existingCluster, openDataDir, prepareFolder } from './data-folder.js';
import { EmbeddedError } from './embedded-error.js';
import { initialise, type Parts } from './initialise.js';
import { freePort, isFree } from './ports.js';
import { foreignHolder, isServerOf, livePostmaster } from './postmaster.js';
import { asRunner, chooseRunner } from './runner.js';
import { bound, tail } from './server-log.js';
import { environmentFor, settingsFor } from './settings.js';
import { inTurn } from './start-lock.js';

const START_MS = 60_000;
const STOP_MS = 20_000;
const WATCH_MS = 500;
const LAUNCHES = 20;
const RELAUNCH_MS = 300;
const BACK_OFF_MAX_MS = 10_000;

export interface EmbeddedOptions {
  readonly dataDir: string;
  log(line: { readonly event: string; readonly [field: string]: unknown }): void;
}

export interface Embedded {
  readonly url: string;
  /** A server left by an earlier process was taken over. */
  readonly adopted: boolean;
  /** Stops the server, whoever started it. Another desk that still watches it starts it again. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL for one machine: loopback, scram, fsync on. It outlives a killed desk and is adopted by the next
 * one; it is started again when it dies. No lock and no data file of PostgreSQL is ever deleted by us.
 * @throws EmbeddedError with a message for the person who started the desk
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32')
    throw new EmbeddedError('There is no embedded PostgreSQL on Windows. Set DATABASE_URL to a PostgreSQL 15 or newer.');
  const { major } = installedBinaries();
  const dataDir = openDataDir(options.dataDir);
  return inTurn(dataDir, async () => {
    const runner = chooseRunner(existingCluster(dataDir));
    const folder = prepareFolder(dataDir, { runner, major });
    if (folder.isNew) options.log({ event: 'database.initialising', folder: folder.cluster });
    if (folder.isNew && folder.isElsewhere)
      options.log({ event: 'database.elsewhere', folder: folder.cluster, message: `${dataDir} cannot be entered by PostgreSQL's user` });
    const parts = { runner, folder, binaries: reachableBinaries(runner) };
    if (folder.isNew) initialise(parts);
    return new Server(options, parts).start();
  });
}

class PasswordRefused extends EmbeddedError {}

class Server {
  private stopping = false;
  private watcher: NodeJS.Timeout | null = null;
  private reviving: Promise<void> | null = null;
  private port = 0;

  constructor(
    private readonly options: EmbeddedOptions,
    private readonly parts: Parts,
  ) {}

  async start(): Promise<Embedded> {
    const live = livePostmaster(this.parts.folder.cluster);
    this.port = await this.choosePort(live?.port ?? null);
    try {
      await this.launch();
    } catch (error) {
      // One that is only slow, in a long recovery, goes on: the next start adopts it.
      if (live === null && error instanceof PasswordRefused) await this.stop();
      throw error;
    }
    this.watcher = setInterval(() => this.watch(), WATCH_MS);
    this.watcher.unref();
    return { url: this.url(), adopted: live !== null, stop: () => this.stop() };
  }

  /** The same for as long as it can be had: people connect to it with their own tools. */
  private async choosePort(live: number | null): Promise<number> {
    const path = join(this.parts.folder.dataDir, 'postgres.port');
    const kept = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
    const isKept = Number.isInteger(kept) && kept > 0 && kept < 65_536;
    const port = live ?? (isKept && (await isFree(kept)) ? kept : await freePort());
    if (port === kept) return port;
    if (isKept) this.options.log({ event: 'database.port-changed', from: kept, to: port });
    writeFileSync(path, String(port));
    return port;
  }

  /** Until it answers: also while a server that is there already is still recovering, which a second one would not speed up. */
  private async launch(): Promise<void> {
    const { cluster } = this.parts.folder;
    const started = stopwatchMs();
    let child: ChildProcess | null = null;
    let tries = 0;
    while (!this.stopping && stopwatchMs() - started < START_MS) {
      if (livePostmaster(cluster) !== null) {
        if (await this.answers()) return;
      } else if (child === null || hasEnded(child)) {
        // What a killed one leaves, children and shared memory, stands in the way for a moment.
        if (tries++ >= LAUNCHES) break;
        if (tries > 1) await pause(RELAUNCH_MS);
        child = this.spawn();
      }
      await pause(50);
    }
    if (!this.stopping) throw new EmbeddedError(this.whyNot());
  }

  private whyNot(): string {
    const { cluster } = this.parts.folder;
    const holder = foreignHolder(cluster);
    const hint =
      holder === null
        ? ''
        : ` Its lock file names process ${holder}, which is no PostgreSQL of this folder: if none runs on it, delete ${join(cluster, 'postmaster.pid')}.`;
    return `PostgreSQL did not start.${hint} Its log ${this.logPath()} ends with: ${tail(this.logPath())}`;
  }

  private spawn(): ChildProcess {
    const { binaries, folder, runner } = this.parts;
    const log = openSync(this.logPath(), 'a', 0o640);
    // Detached: Ctrl-C in the terminal must not reach it before the desk has finished its work.
    const child = spawn(join(binaries.folder, 'bin', 'postgres'), ['-D', folder.cluster, ...settingsFor(this.port)], {
      ...asRunner(runner),
      env: environmentFor('C'),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child.on('error', (error) => this.options.log({ event: 'database.spawn-failed', message: error.message }));
    child.unref();
    return child;
  }

  private watch(): void {
    bound(this.logPath()).catch((error: unknown) => this.options.log({ event: 'database.log-not-bounded', message: messageOf(error) }));
    if (this.stopping || this.reviving !== null || livePostmaster(this.parts.folder.cluster) !== null) return;
    this.options.log({ event: 'database.died' });
    this.reviving = this.revive().finally(() => {
      this.reviving = null;
    });
  }

  private async revive(): Promise<void> {
    for (let wait = 1_000; !this.stopping; wait = Math.min(wait * 2, BACK_OFF_MAX_MS)) {
      try {
        await this.launch();
        this.options.log({ event: 'database.restarted' });
        return;
      } catch (error) {
        this.options.log({ event: 'database.restart-failed', message: messageOf(error) });
        await pause(wait);
      }
    }
  }

  private async stop(): Promise<void> {
    this.stopping = true;
    if (this.watcher) clearInterval(this.watcher);
    await this.reviving;
    const live = livePostmaster(this.parts.folder.cluster);
    if (live === null) return;
    process.kill(live.pid, 'SIGINT'); // "fast" shutdown: open transactions are rolled back, everything committed is written
    const asked = stopwatchMs();
    while (isServerOf(this.parts.folder.cluster, live.pid)) {
      if (stopwatchMs() - asked > STOP_MS) return this.options.log({ event: 'database.stop-timed-out', pid: live.pid });
      await pause(20);
    }
  }

  /** @throws PasswordRefused: waiting would not help */
  private async answers(): Promise<boolean> {
    const client = new Client({ connectionString: this.url('postgres'), connectionTimeoutMillis: 2_000, ssl: false });
    client.on('error', () => undefined); // the connection is only a probe
    try {
      await client.connect();
      const { rows } = await client.query<{ folder: string; made: boolean }>(
        "select current_setting('data_directory') as folder, exists (select from pg_database where datname = 'parley') as made",
      );
      const [row] = rows;
      if (row === undefined || realpathSync(row.folder) !== realpathSync(this.parts.folder.cluster)) return false;
      if (!row.made) await client.query('create database parley');
      return true;
    } catch (error) {
      if (codeOf(error) !== '28P01') return false;
      throw new PasswordRefused(
        `PostgreSQL refuses the password in ${join(this.parts.folder.dataDir, 'postgres.password')}. Restore that file from a backup; the data is not touched.`,
      );
    } finally {
      await client.end().catch(() => undefined); // the connection is only a probe
    }
  }

  private url(database = 'parley'): string {
    return `postgres://postgres:${encodeURIComponent(this.parts.folder.password)}@127.0.0.1:${this.port}/${database}`;
  }

  private logPath(): string {
    return join(this.parts.folder.dataDir, 'postgres.log');
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
