import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningSandbox, runSandbox } from '../../sandbox/sandbox.js';
import { dropScratch, scratchFolder } from '../../sandbox/scratch-folder.js';
import { SandboxState } from '../../sandbox/state.js';
import { freePort } from '../../src/platform/database/embedded/ports.js';
import { DeskProcess } from './desk-process.js';

export { tick } from './desk-process.js';

/** A data folder with the vendors' fakes here, in the process of the rig, where their ledgers survive every kill. */
export class RigFolder {
  private constructor(
    readonly path: string,
    readonly sandbox: RunningSandbox,
  ) {}

  static async make(): Promise<RigFolder> {
    const path = scratchFolder('parley-faults-');
    const sandbox = await runSandbox(new SandboxState(join(path, 'sandbox-state.json')));
    const inboxes = [...sandbox.providers.values()].map(({ channel, provider, inbox }) => ({ channel, provider, ...inbox }));
    writeFileSync(join(path, 'sandbox.json'), JSON.stringify({ origins: [sandbox.httpUrl], inboxes }));
    return new RigFolder(path, sandbox);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8').trim();
  }

  /** Of the embedded server that a desk started in this folder. */
  get databaseUrl(): string {
    return `postgres://postgres:${this.read('postgres.password')}@127.0.0.1:${this.read('postgres.port')}/parley`;
  }

  get postmasterPid(): number {
    return Number(readFileSync(join(this.cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** @param keep leave the folder for a look */
  async remove(keep: boolean): Promise<void> {
    await this.sandbox.stop();
    if (keep) return;
    dropScratch(this.path);
  }

  private cluster(): string {
    try {
      return this.read('postgres.location');
    } catch {
      return join(this.path, 'postgres');
    }
  }
}

/** A desk as a process of its own on the embedded database. */
export class Rig {
  postmasterKills = 0;

  private constructor(
    private readonly folder: RigFolder,
    private readonly app: DeskProcess,
  ) {}

  static async start(): Promise<Rig> {
    const folder = await RigFolder.make();
    const app = new DeskProcess(await freePort(), folder.path, {});
    await app.start();
    return new Rig(folder, app);
  }

  get sandbox(): RunningSandbox {
    return this.folder.sandbox;
  }

  get url(): string {
    return this.app.url;
  }

  get kills(): number {
    return this.app.kills;
  }

  get crashes(): number {
    return this.app.crashes;
  }

  get token(): string {
    return this.folder.read('simulator.token');
  }

  killApp(): Promise<void> {
    return this.app.kill();
  }

  /** SIGKILL for the database; the desk brings it back by itself. */
  async killPostmaster(): Promise<void> {
    this.postmasterKills += 1;
    process.kill(this.folder.postmasterPid, 'SIGKILL');
    await this.app.ready();
  }

  /** @param keep leave the folder for a look */
  async stop(keep: boolean): Promise<void> {
    await this.app.stop();
    await this.folder.remove(keep);
  }
}
