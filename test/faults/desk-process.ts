import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PASSWORD = 'fault rig password';

/** One desk as a process of its own, started again at once whenever it ends, as a supervisor would. */
export class DeskProcess {
  private app: ChildProcess | null = null;
  private stopping = false;
  kills = 0;
  /** Ends of the desk that nobody asked for. */
  crashes = 0;

  /** @param env beside what every desk of a fault rig is told */
  constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** SIGKILL, then a new process at once. */
  async kill(): Promise<void> {
    this.kills += 1;
    const { app } = this;
    const gone = new Promise<void>((resolve) => app?.once('exit', () => resolve()));
    app?.kill('SIGKILL');
    await gone;
    await this.start();
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
    throw new Error(`the desk was not ready within ${timeoutMs} ms; its log: ${this.logFile}`);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { app } = this;
    if (app === null || app.exitCode !== null || app.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => app.once('exit', () => resolve()));
    app.kill('SIGTERM');
    await gone;
  }

  private get logFile(): string {
    return `${this.folder}/desk-${this.port}.log`;
  }

  private launch(): void {
    const program = fileURLToPath(new URL('../../src/main.js', import.meta.url));
    const log = openSync(this.logFile, 'a');
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
      ...this.env,
    };
    const app = spawn(process.execPath, [program], { env, stdio: ['ignore', log, log] });
    this.app = app;
    app.once('exit', (_code, signal) => {
      if (this.app !== app || this.stopping || signal === 'SIGKILL') return;
      this.crashes += 1;
      console.error(`the desk ended by itself; its log:\n${this.lastWords()}`);
      this.launch();
    });
  }

  private lastWords(): string {
    return readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-6).join('\n').slice(-2000);
  }
}

export function tick(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
