import type { RunningSandbox } from '../../sandbox/sandbox.js';
import { freePort } from '../../src/platform/database/embedded/ports.js';
import { Balancer } from './balancer.js';
import { DeskProcess } from './desk-process.js';
import { RigFolder } from './rig.js';

/** How many times faster than the machine's the time of both desks runs: a minute is two seconds. */
export const SPEED = 30;

/** Two desks on one database, which the first of them brings along, behind one address. */
export class PairRig {
  private constructor(
    private readonly folder: RigFolder,
    readonly desks: readonly DeskProcess[],
    private readonly balancer: Balancer,
    readonly url: string,
    /** When the desks' time began to run faster. */
    readonly originMs: number,
  ) {}

  static async start(): Promise<PairRig> {
    const folder = await RigFolder.make();
    const [port, first, second] = [await freePort(), await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const originMs = Date.now();
    const shared = { PUBLIC_URL: url, TIME_SPEED: String(SPEED), TIME_ORIGIN: new Date(originMs).toISOString() };
    const one = new DeskProcess(first, folder.path, shared);
    await one.start();
    const other = new DeskProcess(second, folder.path, { ...shared, DATABASE_URL: folder.databaseUrl });
    await other.start();
    const balancer = new Balancer([first, second]);
    await balancer.listen(port);
    return new PairRig(folder, [one, other], balancer, url, originMs);
  }

  get sandbox(): RunningSandbox {
    return this.folder.sandbox;
  }

  get kills(): number {
    return this.desks.reduce((sum, desk) => sum + desk.kills, 0);
  }

  get crashes(): number {
    return this.desks.reduce((sum, desk) => sum + desk.crashes, 0);
  }

  /** Requests that each desk answered. */
  get answered(): readonly number[] {
    return this.balancer.answered;
  }

  /** The desks' time, in epoch milliseconds. */
  deskTimeMs(): number {
    return this.originMs + (Date.now() - this.originMs) * SPEED;
  }

  /** @param keep leave the folder for a look */
  async stop(keep: boolean): Promise<void> {
    this.balancer.stop();
    // The one with the database goes last.
    for (const desk of this.desks.toReversed()) await desk.stop();
    await this.folder.remove(keep);
  }
}
