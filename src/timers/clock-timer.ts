import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { FireClocks } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { TicketId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';

const LOOK_MS = 1_000;
/** Batches told at the same time, each on a connection of its own. */
const LANES = 3;
/** Batches of a lane in one look, and tickets looked at one by one after a batch that failed. */
const ROUNDS_MAX = 500;
const ONE_BY_ONE = 20;

const actor = systemActor('clocks');

/**
 * Looks every second which clocks are due, by the database's clock. Any number of processes may look at the same time; one that dies
 * in the middle has told nothing, and the next look of any other tells it.
 */
@Injectable()
export class ClockTimer {
  private readonly stopping = new AbortController();
  private loop: Promise<void> | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly fire: FireClocks,
    private readonly log: Log,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  /** What is in hand is finished. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /** Everything that is due now. @returns for how many tickets something was told or postponed */
  async tick(): Promise<number> {
    const first = await this.batch();
    if (first === 0) return 0;
    // Much may be due at once, as when the doors open.
    const lanes = await Promise.all(Array.from({ length: LANES }, () => this.untilNothingIsDue()));
    return lanes.reduce((a, b) => a + b, first);
  }

  private async untilNothingIsDue(): Promise<number> {
    let told = 0;
    for (let round = 0; round < ROUNDS_MAX && !this.stopping.signal.aborted; round++) {
      const batch = await this.batch();
      if (batch === 0) break;
      told += batch;
    }
    return told;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.tick();
      } catch (error) {
        this.log.warn({ event: 'clocks.look-failed', error });
      }
      await pause(LOOK_MS, undefined, { signal }).catch(() => undefined); // aborted: the loop ends
    }
  }

  private batch(): Promise<number> {
    return this.uow.run(actor, async (tx) => (await this.fire.execute(tx, null)).length).catch(() => this.oneByOne());
  }

  /** Something in a batch went wrong: the others must not wait for it. */
  private async oneByOne(): Promise<number> {
    for (let told = 0; told < ONE_BY_ONE; told++) {
      const due = await this.uow.run(actor, (tx) => this.fire.nextDue(tx));
      if (due === null) return told;
      await this.uow.run(actor, (tx) => this.fire.execute(tx, due)).catch((error: unknown) => this.postpone(due, error));
    }
    return ONE_BY_ONE;
  }

  private async postpone(ticketId: TicketId, error: unknown): Promise<void> {
    this.log.warn({ event: 'clocks.postponed', ticketId, error });
    await this.uow.run(actor, (tx) => this.fire.postpone(tx, ticketId));
  }
}
