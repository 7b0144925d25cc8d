import { Injectable } from '@nestjs/common';
import { AssignWaiting } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { instantFrom } from '../kernel/clock.js';
import type { AgentId, TeamId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { JobLater } from '../platform/jobs/job-later.js';
import { WaitingTeamsView } from '../views/waiting-teams.js';

const actor = systemActor('routing');

/** Transactions of one job: the rest goes into another, so that a long backlog leaves room for everything else. */
const TURNS_MAX = 25;
const AGAIN_MS = 100;

/** Job `assign`: hands out what waits in a team, or in every team of an agent who has room. */
@Injectable()
export class Assigner {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly assign: AssignWaiting,
    private readonly waiting: WaitingTeamsView,
    private readonly later: JobLater,
  ) {}

  async run(payload: Readonly<Record<string, unknown>>): Promise<void> {
    const { teamId, agentId } = payload;
    if (typeof agentId === 'string') for (const id of await this.waiting.ofAgent(agentId as AgentId)) await this.drain(id);
    // Most messages of a quiet hour find nobody online: one question, no transaction.
    else if (typeof teamId === 'string' && (await this.waiting.has(teamId as TeamId))) await this.drain(teamId as TeamId);
  }

  /** Until nothing more can be given. */
  async drain(teamId: TeamId): Promise<void> {
    for (let turn = 1; ; turn++) {
      const { assigned, again } = await this.uow.run(actor, (tx) => this.assign.execute(tx, { teamId }));
      if (assigned > 0 && turn < TURNS_MAX) continue;
      // Somebody is at it in another process; what arrived behind their back is looked at a moment later.
      if (again || assigned > 0) await this.lookAgain(teamId);
      return;
    }
  }

  private lookAgain(teamId: TeamId): Promise<void> {
    return this.uow.run(actor, (tx) => {
      const runAt = instantFrom(tx.now.getTime() + AGAIN_MS) ?? tx.now;
      return this.later.add(tx, { task: 'assign', payload: { teamId }, key: `assign:${teamId}:again`, runAt });
    });
  }
}
