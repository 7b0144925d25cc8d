import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningSandbox, runSandbox } from '../../sandbox/sandbox.js';
import { freePort, SandboxState } from '../../sandbox/state.js';

const PASSWORD = 'fault rig password';

/** A desk as a process of its own on the embedded database, with the vendors' fakes here, where their ledgers survive every kill. */
export class Rig {
  private app: ChildProcess | null = null;
  kills = 0;
  postmasterKills = 0;
  /** Ends of the desk that nobody asked for. */
  crashes = 0;
  private stopping = false;

  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly sandbox: RunningSandbox,
  ) {}

  static async start(): Promise<Rig> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-faults-'));
    const sandbox = await runSandbox(new SandboxState(join(folder, 'sandbox-state.json')));
    const inboxes = [...sandbox.providers.values()].map(({ channel, provider, inbox }) => ({ channel, provider, ...inbox }));
    writeFileSync(join(folder, 'sandbox.json'), JSON.stringify({ origins: [sandbox.httpUrl], inboxes }));
    const rig = new Rig(folder, await freePort(), sandbox);
    rig.launch();
    await rig.ready();
    return rig;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get token(): string {
    return readFileSync(join(this.folder, 'simulator.token'), 'utf8').trim();
  }

  /** SIGKILL, then a new process at once, as a supervisor would. */
  async killApp(): Promise<void> {
    this.kills += 1;
    const { app } = this;
    const gone = new Promise<void>((resolve) => app?.once('exit', () => resolve()));
    app?.kill('SIGKILL');
    await gone;
    this.launch();
    await this.ready();
  }

  /** SIGKILL for the database; the desk brings it back by itself. */
  async killPostmaster(): Promise<void> {
    this.postmasterKills += 1;
    const pid = Number(readFileSync(join(this.cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await this.ready();
  }

  async ready(timeoutMs = 60_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (performance.now() < deadline) {
      const isReady = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
        (r) => r.ok,
        () => false,
      );
      if (isReady) return;
      await tick(50);
    }
    throw new Error(`the desk was not ready within ${timeoutMs} ms; its log: ${join(this.folder, 'desk.log')}`);
  }

  /** @param keep leave the folder for a look */
  async stop(keep: boolean): Promise<void> {
    this.stopping = true;
    const { app } = this;
    const gone = new Promise<void>((resolve) => app?.once('exit', () => resolve()));
    app?.kill('SIGTERM');
    await gone;
    await this.sandbox.stop();
    if (keep) return;
    rmSync(join(this.cluster(), '..', 'postgres'), { recursive: true, force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private launch(): void {
    const program = fileURLToPath(new URL('../../src/main.js', import.meta.url));
    const log = openSync(join(this.folder, 'desk.log'), 'a');
    const env = {
      ...process.env,
      DATA_DIR: this.folder,
      PORT: String(this.port),
      HOST: '127.0.0.1',
      PUBLIC_URL: this.url,
      SANDBOX: 'off',
      DEMO: '1',
      ROLE: 'all',
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: '',
    };
    const app = spawn(process.execPath, [program], { env, stdio: ['ignore', log, log] });
    this.app = app;
    app.once('exit', (_code, signal) => {
      if (this.app !== app || this.stopping || signal === 'SIGKILL') return;
      this.crashes += 1;
      console.error(
        `the desk ended by itself; its log:\n${readFileSync(join(this.folder, 'desk.log'), 'utf8').trim().split('\n').slice(-6).join('\n').slice(-2000)}`,
      );
      this.launch();
    });
  }

  private cluster(): string {
    try {
      return readFileSync(join(this.folder, 'postgres.location'), 'utf8').trim();
    } catch {
      return join(this.folder, 'postgres');
    }
  }
}

export function tick(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
