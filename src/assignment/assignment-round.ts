import { Injectable } from '@nestjs/common';
import { ChangePresence, OverflowTickets, ReleaseAbandoned } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

const actor = systemActor('routing');
const RELEASES_MAX = 50;

/** Once a minute, what no event tells: agents fall silent, live customers are abandoned, tickets wait too long. */
@Injectable()
export class AssignmentRound {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly presence: ChangePresence,
    private readonly releases: ReleaseAbandoned,
    private readonly overflow: OverflowTickets,
  ) {}

  async run(): Promise<void> {
    await this.uow.run(actor, (tx) => this.presence.restSilent(tx));
    for (let turn = 0; turn < RELEASES_MAX && (await this.uow.run(actor, (tx) => this.releases.execute(tx))); turn++);
    await this.uow.run(actor, (tx) => this.overflow.execute(tx));
  }
}
