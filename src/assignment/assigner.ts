import { Injectable } from '@nestjs/common';
import { AssignWaiting } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes, stopwatchMs } from '../kernel/clock.js';
import type { AgentId, TeamId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { JobLater } from '../platform/jobs/job-later.js';
import { WaitingTeamsView } from '../views/waiting-teams.js';

const actor = systemActor('routing');

/** Transactions of one job: the rest goes into another, so that a long backlog leaves room for everything else. */
const TURNS_MAX = 25;
const AGAIN_MS = 100;
/** A team that nobody can help now is looked at so often, however many tickets arrive. Who becomes free is found work at once. */
const REST_MS = 250;

interface Rest {
  readonly untilMs: number;
  /** A look at its end is a job already. */
  readonly isPlanned: boolean;
}

/** Job `assign`: hands out what waits in a team, or in every team of an agent who has room. */
@Injectable()
export class Assigner {
  private readonly resting = new Map<TeamId, Rest>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly assign: AssignWaiting,
    private readonly waiting: WaitingTeamsView,
    private readonly later: JobLater,
  ) {}

  async run({ teamId, agentId, again }: Readonly<Record<string, unknown>>): Promise<void> {
    if (typeof agentId === 'string') for (const id of await this.waiting.ofAgent(agentId as AgentId)) await this.drain(id);
    else if (typeof teamId === 'string') await this.arrived(teamId as TeamId, again === true);
  }

  /** Until nothing more can be given. */
  async drain(teamId: TeamId): Promise<void> {
    this.resting.delete(teamId);
    for (let turn = 1; ; turn++) {
      const { assigned, again, isStuck } = await this.uow.run(actor, (tx) => this.assign.execute(tx, { teamId }));
      if (assigned > 0 && turn < TURNS_MAX) continue;
      if (isStuck) return this.rest(teamId);
      // Somebody is at it in another process; what arrived behind their back is looked at a moment later.
      if (again || assigned > 0) await this.lookAgain(teamId, AGAIN_MS);
      return;
    }
  }

  private async arrived(teamId: TeamId, again: boolean): Promise<void> {
    const rest = this.resting.get(teamId);
    if (!again && rest !== undefined && stopwatchMs() < rest.untilMs) {
      if (rest.isPlanned) return;
      const untilMs = stopwatchMs() + REST_MS;
      await this.lookAgain(teamId, REST_MS);
      this.resting.set(teamId, { untilMs, isPlanned: true });
      return;
    }
    const { waits, isStaffed } = await this.waiting.look(teamId);
    if (!isStaffed) this.rest(teamId);
    else if (waits) await this.drain(teamId);
  }

  private rest(teamId: TeamId): void {
    this.resting.set(teamId, { untilMs: stopwatchMs() + REST_MS, isPlanned: false });
  }

  private lookAgain(teamId: TeamId, inMs: number): Promise<void> {
    return this.uow.run(actor, (tx) => {
      const runAt = plusMinutes(tx.now, inMs / 60_000);
      return this.later.add(tx, { task: 'assign', payload: { teamId, again: true }, key: `assign:${teamId}:again`, runAt });
    });
  }
}
