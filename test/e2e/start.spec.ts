import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/platform/database/embedded/ports.js';
import { until } from '../kit/until.js';

/** The desk as a process of its own, as `npm start` runs it once everything is installed and built. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../src/main.js', import.meta.url));

interface Desk {
  readonly process: ChildProcess;
  /** Everything it has printed. */
  printed(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

let dataDir: string;
let port: number;
let desks: Desk[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-start-'));
  chmodSync(dataDir, 0o755);
  port = await freePort();
  desks = [];
});

afterEach(async () => {
  for (const desk of desks) {
    desk.process.kill('SIGTERM');
    await desk.ended;
  }
  // A desk that a test has killed leaves its database: one that starts and stops ends it.
  if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) {
    const last = launch();
    await ready(last);
    last.process.kill('SIGTERM');
    await last.ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

function launch(more: Readonly<Record<string, string>> = {}, command: readonly [string, string[]] = [process.execPath, [PROGRAM]]): Desk {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: dataDir,
    PORT: String(port),
    DEMO: '0',
    ADMIN_PASSWORD: 'a long enough password',
    ...more,
  };
  const child = spawn(...command, { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  const desk = { process: child, printed: () => text, ended };
  desks.push(desk);
  return desk;
}

const health = () => fetch(`http://127.0.0.1:${port}/health/ready`);

async function ready(desk: Desk): Promise<void> {
  const isReady = () =>
    health().then(
      (answer) => answer.ok,
      () => false,
    );
  const isOver = () => desk.process.exitCode !== null;
  await until(async () => (await isReady()) || isOver(), 40_000).catch(() => undefined);
  if (isOver() || !(await isReady())) throw new Error(`the desk did not become ready; it printed:\n${desk.printed()}`);
}

/** The line of the log that tells this event. */
function told(desk: Desk, event: string): Record<string, unknown> | undefined {
  const lines = desk
    .printed()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).find((line) => line['event'] === event);
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

test('killed and started again: the live database is adopted; SIGTERM ends both within 25 s', async () => {
  const first = launch();
  await ready(first);
  expect(told(first, 'desk.ready')).toMatchObject({ adopted: false });
  const pid = postmaster();
  first.process.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  expect(postmaster()).toBe(pid);

  const second = launch();
  await ready(second);
  expect(told(second, 'desk.ready')).toMatchObject({ adopted: true });

  const asked = performance.now();
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(25_000);
  // PostgreSQL takes its lock file away at the very end of an orderly shutdown.
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('the database is killed: the same desk is ready again within 15 s without anybody', async () => {
  const desk = launch();
  await ready(desk);
  const pid = postmaster();
  const killed = performance.now();
  process.kill(pid, 'SIGKILL');
  const isUnready = () =>
    health().then(
      (answer) => !answer.ok,
      () => false,
    );
  await until(async () => (await isUnready()) || postmasterMoved(pid), 15_000);
  await until(() => postmasterMoved(pid), 15_000);
  await ready(desk);
  expect(performance.now() - killed).toBeLessThan(15_000);
  // The desk may be ready a moment before the line about it has come through the pipe.
  await until(() => told(desk, 'database.restarted'), 15_000);
  expect(desk.process.exitCode).toBeNull();
});

function postmasterMoved(pid: number): boolean {
  try {
    const now = postmaster();
    return now > 0 && now !== pid;
  } catch {
    return false; // the file is just being replaced
  }
}

test('a supervisor that only knows npm: SIGTERM to `npm start` ends the desk, and npm waits for it', async () => {
  const npm = launch({}, ['npm', ['start']]);
  await ready(npm);
  npm.process.kill('SIGTERM');
  expect(await npm.ended).toBe(0);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('a port that is taken is said plainly, and nothing is started', async () => {
  const squatter = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  try {
    const desk = launch();
    expect(await desk.ended).toBe(1);
    expect(desk.printed()).toMatch(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken`));
    expect(desk.printed()).not.toMatch(/at .+:\d+:\d+/); // no stack
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  } finally {
    await new Promise((resolve) => squatter.close(resolve));
  }
});

test('everything wrong with the environment is said at once, without the values of secrets', async () => {
  const desk = launch({ PORT: 'eighty', ROLE: 'boss', SECRET_KEY: 'hunter2', DATABASE_URL: 'mysql://me:hunter3@db/x' });
  expect(await desk.ended).toBe(1);
  for (const name of ['PORT', 'ROLE', 'SECRET_KEY', 'DATABASE_URL']) expect(desk.printed()).toContain(`- ${name} must`);
  expect(desk.printed()).not.toMatch(/hunter/);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});
