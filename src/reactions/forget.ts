import { Injectable } from '@nestjs/common';
import { AUTOMATIC_EVERY_MINUTES, AutomaticAnswerRepository, AutomationRunRepository } from '../automation/index.js';
import { ForgetHeldReplies } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

const KEPT_MINUTES = 30 * 24 * 60;
const actor = systemActor('retention');

/** Job `forget-automation`: the log of rules and replies taken back are kept for 30 days, addresses written to for one. */
@Injectable()
export class Forget {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: AutomationRunRepository,
    private readonly answers: AutomaticAnswerRepository,
    private readonly replies: ForgetHeldReplies,
  ) {}

  /** @returns how many rows were dropped */
  async run(): Promise<number> {
    const runs = await this.all((tx) => this.runs.forget(tx, plusMinutes(tx.now, -KEPT_MINUTES)));
    const replies = await this.all((tx) => this.replies.execute(tx, { before: plusMinutes(tx.now, -KEPT_MINUTES) }));
    const answers = await this.all((tx) => this.answers.forget(tx, plusMinutes(tx.now, -AUTOMATIC_EVERY_MINUTES)));
    return runs + replies + answers;
  }

  /** In bounded transactions, until none is left. */
  private async all(some: (tx: Tx) => Promise<number>): Promise<number> {
    for (let total = 0; ; ) {
      const dropped = await this.uow.run(actor, some);
      total += dropped;
      if (dropped === 0) return total;
    }
  }
}
