import { Injectable } from '@nestjs/common';
import { ChangePresence, OverflowTickets, ReleaseAbandoned, ReleaseDeparted } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

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
  ) {}

  /** What fails holds up nothing else. @throws AggregateError afterwards, so that the job is seen to have failed and tried again */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    const step = (work: () => Promise<unknown>) => work().catch((error: unknown) => void failures.push(error));
    await step(() => this.uow.run(actor, (tx) => this.presence.restSilent(tx)));
    await step(() => this.batches((tx) => this.abandoned.execute(tx)));
    await step(() => this.batches((tx) => this.departed.execute(tx)));
    for (const team of await this.uow.run(actor, (tx) => this.overflow.teamsHelped(tx)))
      await step(() => this.batches((tx) => this.overflow.execute(tx, team)));
    if (failures.length > 0) throw new AggregateError(failures, 'the round of assignment failed in part');
  }

  /** An agent's teams were changed. */
  async leaveTeams(agentId: AgentId): Promise<void> {
    while (await this.uow.run(actor, (tx) => this.departed.ofTeamsLeft(tx, agentId)));
  }

  /** Until there is no more. */
  private async batches(batch: (tx: Tx) => Promise<boolean>): Promise<void> {
    for (let turn = 0; turn < BATCHES_MAX && (await this.uow.run(actor, batch)); turn++);
  }
}
