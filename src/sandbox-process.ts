import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config/index.js';
import type { Log } from './platform/logging/log.js';

/** What the sandbox leaves for the desk: the demo inboxes that talk to its fakes. Contains secrets of the fakes only. */
export interface SandboxFile {
  readonly origins: readonly string[];
  readonly inboxes: readonly {
    readonly channel: string;
    readonly provider: string;
    readonly name: string;
    readonly language: string;
    readonly settings: Readonly<Record<string, unknown>>;
  }[];
}

export interface Sandbox {
  origins(): readonly string[];
  file(): SandboxFile;
  stop(): Promise<void>;
}

/** With a message for the person who started the desk. */
export class SandboxError extends Error {}

const READY_MS = 20_000;

/**
 * The vendors' fakes, so that everything can be tried without an account: a process of its own that ends with this one.
 * Only with DEMO=1; a test rig that runs its own sets SANDBOX=off and leaves the file.
 */
export async function startSandbox(config: Config, log: Log): Promise<Sandbox | null> {
  if (!config.demo || config.role === 'worker') return null;
  const path = join(config.dataDir, 'sandbox.json');
  const child = config.sandbox === 'auto' ? await launch(config.dataDir, log) : null;
  if (!existsSync(path)) return null;
  const file = JSON.parse(readFileSync(path, 'utf8')) as SandboxFile;
  return {
    origins: () => file.origins,
    file: () => file,
    stop: async () => {
      child?.removeAllListeners('exit');
      child?.disconnect();
    },
  };
}

/** Started with an IPC channel: when this process dies, however it dies, the channel closes and the sandbox ends. */
function launch(dataDir: string, log: Log): Promise<ChildProcess | null> {
  const program = fileURLToPath(new URL('../sandbox/main.js', import.meta.url));
  if (!existsSync(program)) return Promise.resolve(null); // a production image ships without it
  const child = fork(program, [dataDir], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SandboxError('The fakes of the vendors did not become ready. Start without them: SANDBOX=off npm start')),
      READY_MS,
    );
    child.once('message', (said: unknown) => {
      clearTimeout(timer);
      if (said !== 'ready') return reject(new SandboxError(whyNot(said, dataDir)));
      child.on('exit', (code) => log.warn({ event: 'sandbox.ended', code }));
      resolve(child);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new SandboxError(`The fakes of the vendors ended with code ${String(code)}. Start without them: SANDBOX=off npm start`));
    });
  });
}

/** The demo's inboxes hold the ports of the fakes, so another port is no way out. */
function whyNot(said: unknown, dataDir: string): string {
  const { port } = said as { readonly port?: number };
  return (
    `Port ${port ?? '?'}, on which this demo's fakes of the vendors listen, is taken. Does another Parley run on ${dataDir}? ` +
    'Stop it, or start without the fakes: SANDBOX=off npm start'
  );
}
