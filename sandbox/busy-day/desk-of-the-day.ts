import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/platform/database/embedded/ports.js';
import { DeskClient } from '../desk-client.js';
import { type RunningSandbox, runSandbox } from '../sandbox.js';
import { dropScratch, scratchFolder } from '../scratch-folder.js';
import { SandboxState } from '../state.js';

const PASSWORD = 'password of a busy day';
const READY_MS = 60_000;

/** A desk of its own for one hurried day, with the vendors' fakes in this process. */
export interface DeskOfTheDay {
  readonly url: string;
  readonly admin: DeskClient;
  readonly sandbox: RunningSandbox;
  /** Where the desk's log lies. */
  readonly folder: string;
  /** Everything is set up: the first minute of the day. */
  begin(): void;
  /** Minutes of the desk's time since the day began. */
  minute(): number;
  stop(): Promise<void>;
}

export async function openDeskOfTheDay(speed: number): Promise<DeskOfTheDay> {
  const folder = scratchFolder('parley-busy-day-');
  const sandbox = await runSandbox(new SandboxState(join(folder, 'sandbox-state.json')));
  const inboxes = [...sandbox.providers.values()].map(({ channel, provider, inbox }) => ({ channel, provider, ...inbox }));
  writeFileSync(join(folder, 'sandbox.json'), JSON.stringify({ origins: [sandbox.httpUrl], inboxes }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = launch(folder, {
    PORT: String(port),
    PUBLIC_URL: url,
    TIME_SPEED: String(speed),
    TIME_ORIGIN: new Date().toISOString(),
  });
  await ready(url, folder);
  const admin = new DeskClient(url);
  await admin.login('admin@example.com', PASSWORD);
  let begunAt = Date.now();
  return {
    url,
    admin,
    sandbox,
    folder,
    begin: () => {
      begunAt = Date.now();
    },
    minute: () => ((Date.now() - begunAt) * speed) / 60_000,
    stop: async () => {
      await ended(app);
      await sandbox.stop();
      dropScratch(folder);
    },
  };
}

export async function loggedIn(url: string, email: string, password: string): Promise<DeskClient> {
  const client = new DeskClient(url);
  await client.login(email, password);
  return client;
}

function launch(folder: string, more: Readonly<Record<string, string>>): ChildProcess {
  const log = openSync(join(folder, 'desk.log'), 'a');
  const env = { ...process.env, DATA_DIR: folder, SANDBOX: 'off', DEMO: '1', ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'warn', ...more };
  return spawn(process.execPath, [fileURLToPath(new URL('../../src/main.js', import.meta.url))], { env, stdio: ['ignore', log, log] });
}

async function ready(url: string, folder: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const isReady = await fetch(`${url}/health/ready`).then(
      (r) => r.ok,
      () => false,
    );
    if (isReady) return;
    await pause(100);
  }
  throw new Error(`the desk was not ready within ${READY_MS / 1000} s; its log: ${join(folder, 'desk.log')}`);
}

async function ended(app: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    app.once('exit', () => resolve());
  });
  app.kill('SIGTERM');
  await gone;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
