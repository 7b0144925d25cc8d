import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailHeldReply, ReleaseReply } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import type { MessageId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { JobHandlers, textOf } from '../platform/jobs/job-handlers.js';
import { JobLater } from '../platform/jobs/job-later.js';
import type { HeldReplyRow } from '../views/held-replies.js';
import { HeldWays } from './held-ways.js';

const actor = systemActor('delivery');

/** Job `release-reply`: the time of a held reply has come. It becomes a message, and leaves like any other. */
@Injectable()
export class ReleaseHeld implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ways: HeldWays,
    private readonly verb: ReleaseReply,
    private readonly fail: FailHeldReply,
    private readonly jobs: JobHandlers,
    private readonly later: JobLater,
  ) {}

  onModuleInit(): void {
    this.jobs.register('release-reply', (payload) => this.run(textOf(payload, 'messageId') as MessageId));
  }

  async run(messageId: MessageId): Promise<void> {
    const row = await this.ways.find(messageId);
    if (row === null || row.state !== 'held') return;
    try {
      await this.release(row);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      const fault = { code: error.code, message: error.message };
      await this.uow.run(actor, (tx) => this.fail.execute(tx, { messageId, fault }));
    }
  }

  private async release(row: HeldReplyRow): Promise<void> {
    const inbox = await this.ways.inboxOf(row);
    const author = await this.ways.authorOf(row);
    await this.uow.run(author, async (tx) => {
      const released = await this.verb.execute(tx, { messageId: row.id, inbox });
      if (released.kind !== 'early') return;
      const { afterSeconds } = released;
      await this.later.add(tx, { task: 'release-reply', payload: { messageId: row.id }, afterSeconds, maxAttempts: 25 });
    });
  }
}
