import { Injectable } from '@nestjs/common';
import { AssignWaiting } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { TeamId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

const actor = systemActor('routing');

/** Transactions in one go: then other teams have their turn. */
const TURNS_MAX = 25;

/** How a team's queue was left. */
export type Left =
  /** Something was given, and who else waits came since. */
  | 'served'
  /** Nobody waits who could be helped by a look soon. */
  | 'quiet'
  /** Who waits fits to nobody who is there. */
  | 'stuck'
  /** There may be more to give: another process is at it, or the turns were used up. */
  | 'unfinished';

/** Hands out what waits in a team, to whoever has room. */
@Injectable()
export class Assigner {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly assign: AssignWaiting,
  ) {}

  async drain(teamId: TeamId): Promise<Left> {
    for (let turn = 1; ; turn++) {
      const { assigned, again, isFull, isStuck } = await this.uow.run(actor, (tx) => this.assign.execute(tx, { teamId }));
      if (isFull && turn < TURNS_MAX) continue;
      if (isStuck) return 'stuck';
      if (isFull || again) return 'unfinished';
      return assigned > 0 ? 'served' : 'quiet';
    }
  }
}
