import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { stopwatchMs } from '../../../kernel/clock.js';
import { type Binaries, findBinaries } from './binaries.js';
import { type DataFolder, prepareFolder } from './data-folder.js';
import { EmbeddedError } from './embedded-error.js';
import { freePort, isFree } from './ports.js';
import { asRunner, chooseRunner, type Runner } from './runner.js';

const START_MS = 60_000;
const WATCH_MS = 500;
const LAUNCHES = 20;
const RELAUNCH_MS = 300;
const LOG_MAX = 10 * 1024 * 1024;

export interface EmbeddedOptions {
  readonly dataDir: string;
  log(line: { readonly event: string; readonly [field: string]: unknown }): void;
}

export interface Embedded {
  readonly url: string;
  /** A server left by an earlier process was taken over. */
  readonly adopted: boolean;
  /** Stops the server, whoever started it. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL for one machine: loopback, scram, fsync on. It outlives a killed desk and is adopted by the next
 * one; it is started again when it dies. No lock and no data file is ever deleted by us.
 * @throws EmbeddedError with a message for the person who started the desk
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32')
    throw new EmbeddedError('There is no embedded PostgreSQL on Windows. Set DATABASE_URL to a PostgreSQL 15 or newer.');
  const runner = chooseRunner();
  const binaries = findBinaries(runner);
  const folder = prepareFolder(options.dataDir, { runner, major: binaries.major });
  const server = new Server(options, { runner, binaries, folder });
  return server.start();
}

interface Parts {
  readonly runner: Runner;
  readonly binaries: Binaries;
  readonly folder: DataFolder;
}

class Server {
  private stopping = false;
  private watcher: NodeJS.Timeout | null = null;
  private restarting = false;

  constructor(
    private readonly options: EmbeddedOptions,
    private readonly parts: Parts,
  ) {}

  async start(): Promise<Embedded> {
    if (this.parts.folder.isNew) this.initialise();
    const port = await this.port();
    const adopted = await this.answers(port);
    if (!adopted) await this.launch(port);
    this.watch(port);
    return { url: this.url(port), adopted, stop: () => this.stop() };
  }

  private initialise(): void {
    const { binaries, folder, runner } = this.parts;
    this.options.log({ event: 'database.initialising', folder: folder.cluster });
    const secret = this.passwordFile();
    const args = [
      '-D',
      folder.cluster,
      '-U',
      'postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ];
    const made = spawnSync(join(binaries.folder, 'bin', 'initdb'), args, { ...asRunner(runner), cwd: '/', encoding: 'utf8' });
    rmSync(secret);
    if (made.status !== 0)
      throw new EmbeddedError(
        `PostgreSQL could not make its data folder ${folder.cluster}: ${lastLines(made.stderr || String(made.error))}`,
      );
  }

  /** initdb reads the password as the server's user: a file that only they can read, for that moment. */
  private passwordFile(): string {
    const { folder, runner } = this.parts;
    const path = join(tmpdir(), `parley-${randomBytes(8).toString('hex')}`);
    writeFileSync(path, `${folder.password}\n`, { mode: 0o600, flag: 'wx' });
    if (runner.uid !== null && runner.gid !== null) chownSync(path, runner.uid, runner.gid);
    return path;
  }

  /** The same for as long as the folder lives, so that a live server is found again. */
  private async port(): Promise<number> {
    const path = join(this.options.dataDir, 'postgres.port');
    if (existsSync(path)) return Number(readFileSync(path, 'utf8'));
    const port = await freePort();
    writeFileSync(path, String(port));
    return port;
  }

  private async launch(port: number): Promise<void> {
    const pid = this.postmasterPid();
    if (pid === null || !isAlive(pid)) await this.ownPort(port);
    let child = this.spawn(port);
    let tries = 1;
    const started = stopwatchMs();
    while (stopwatchMs() - started < START_MS) {
      if (await this.answers(port)) return;
      if (child.exitCode !== null && !this.isPostmasterAlive()) {
        // A killed postmaster that its parent has not reaped yet still holds its lock file; that passes.
        if (tries++ >= LAUNCHES) break;
        await pause(RELAUNCH_MS);
        child = this.spawn(port);
      }
      // A second server on the folder ends by itself; the first one may still be recovering, so keep asking.
      await pause(50);
    }
    throw new EmbeddedError(`PostgreSQL did not start; its log ${this.logPath()} ends with: ${lastLines(readLog(this.logPath()))}`);
  }

  /** Says clearly when somebody else has taken our port meanwhile. */
  private async ownPort(port: number): Promise<void> {
    if (await isFree(port)) return;
    throw new EmbeddedError(
      `Port ${port}, which this desk's database uses, is taken by another program. Stop it, or delete ${join(this.options.dataDir, 'postgres.port')} to choose a new port.`,
    );
  }

  private spawn(port: number): ChildProcess {
    const { binaries, folder, runner } = this.parts;
    rotate(this.logPath());
    const log = openSync(this.logPath(), 'a', 0o640);
    const settings = { ...SETTINGS, port: String(port), shared_buffers: sharedBuffers() };
    const args = ['-D', folder.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    // Detached: Ctrl-C in the terminal must not reach it before the desk has finished its work.
    const child = spawn(join(binaries.folder, 'bin', 'postgres'), args, {
      ...asRunner(runner),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', (error) => this.options.log({ event: 'database.spawn-failed', message: error.message }));
    child.unref();
    return child;
  }

  private watch(port: number): void {
    this.watcher = setInterval(() => void this.revive(port), WATCH_MS);
    this.watcher.unref();
  }

  private async revive(port: number): Promise<void> {
    if (this.stopping || this.restarting || this.isPostmasterAlive()) return;
    this.restarting = true;
    this.options.log({ event: 'database.died' });
    try {
      await this.launch(port);
      this.options.log({ event: 'database.restarted' });
    } catch (error) {
      this.options.log({ event: 'database.restart-failed', message: error instanceof Error ? error.message : String(error) });
      await pause(2_000);
    } finally {
      this.restarting = false;
    }
  }

  private async stop(): Promise<void> {
    this.stopping = true;
    if (this.watcher) clearInterval(this.watcher);
    // A server that is just being revived must not outlive us.
    const asking = stopwatchMs();
    while (this.restarting && stopwatchMs() - asking < START_MS) await pause(50);
    const pid = this.postmasterPid();
    if (pid === null || !isAlive(pid)) return;
    process.kill(pid, 'SIGINT'); // "fast" shutdown: open transactions are rolled back, everything committed is written
    const asked = stopwatchMs();
    while (isAlive(pid) && stopwatchMs() - asked < 20_000) await pause(20);
  }

  private async answers(port: number): Promise<boolean> {
    if (!this.isPostmasterAlive()) return false;
    const client = new Client({ connectionString: this.url(port, 'postgres'), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined); // the connection is only a probe
    try {
      await client.connect();
      const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
      if (rows[0]?.folder !== this.parts.folder.cluster) return false;
      await client.query('create database parley').catch((error: { code?: string }) => {
        if (error.code !== '42P04') throw error; // exists already
      });
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined); // the connection is only a probe
    }
  }

  private isPostmasterAlive(): boolean {
    const pid = this.postmasterPid();
    return pid !== null && isAlive(pid);
  }

  private postmasterPid(): number | null {
    try {
      return Number(readFileSync(join(this.parts.folder.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]) || null;
    } catch {
      return null;
    }
  }

  private url(port: number, database = 'parley'): string {
    return `postgres://postgres:${encodeURIComponent(this.parts.folder.password)}@127.0.0.1:${port}/${database}`;
  }

  private logPath(): string {
    return join(this.options.dataDir, 'postgres.log');
  }
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  jit: 'off',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  random_page_cost: '1.1',
  effective_io_concurrency: '64',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic', // statements may quote what customers wrote
  log_parameter_max_length_on_error: '0',
};

/** An eighth of the machine, 128 MB to 1 GB: this server shares it with the desk. */
function sharedBuffers(): string {
  const megabytes = Math.floor(totalmem() / 1024 / 1024 / 8);
  return `${Math.min(1024, Math.max(128, megabytes))}MB`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
  // A killed child of ours stays as a zombie until it is reaped; a pid may also have gone to another program.
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2);
    return !afterName.startsWith('Z') && stat.includes('(postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

function rotate(path: string): void {
  if (existsSync(path) && statSync(path).size > LOG_MAX) renameSync(path, `${path}.1`);
}

function readLog(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' | ').slice(0, 600);
}
