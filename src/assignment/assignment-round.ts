import { Injectable } from '@nestjs/common';
import { ChangePresence, OverflowTickets, ReleaseAbandoned, ReleaseDeparted } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';

const actor = systemActor('routing');
/** Batches of one kind in one round; the next round goes on. */
const BATCHES_MAX = 50;

/** Once a minute, what no event tells: agents fall silent or leave, live customers are abandoned, tickets wait too long. */
@Injectable()
export class AssignmentRound {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly presence: ChangePresence,
    private readonly abandoned: ReleaseAbandoned,
    private readonly departed: ReleaseDeparted,
    private readonly overflow: OverflowTickets,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    await this.step('presence', async (tx) => {
      await this.presence.restSilent(tx);
      return false;
    });
    await this.step('abandoned', (tx) => this.abandoned.execute(tx));
    await this.step('departed', (tx) => this.departed.execute(tx));
    for (const team of await this.uow.run(actor, (tx) => this.overflow.teamsHelped(tx)))
      await this.step(`overflow of ${team.teamId}`, (tx) => this.overflow.execute(tx, team));
  }

  /** Until there is no more. What fails holds up nothing else; the next round tries again. */
  private async step(name: string, batch: (tx: Tx) => Promise<boolean>): Promise<void> {
    try {
      for (let turn = 0; turn < BATCHES_MAX && (await this.uow.run(actor, batch)); turn++);
    } catch (error) {
      this.log.warn({ event: 'assignment.round-failed', step: name, error });
    }
  }
}
