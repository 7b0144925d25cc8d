import { Injectable } from '@nestjs/common';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { QueueRepository } from '../routing/index.js';
import { AssignTicket, type AssignTicketCommand } from './assign-ticket.js';

/** How long an agent may be away before live customers who wait for them are given to somebody else. */
const GRACE_MINUTES = 1;
const BATCH = 50;

/** Live customers whose agent went away do not wait for their return. */
@Injectable()
export class ReleaseAbandoned {
  constructor(
    private readonly queue: QueueRepository,
    private readonly assign: AssignTicket,
  ) {}

  /** @returns whether there may be more */
  async execute(tx: Tx): Promise<boolean> {
    const abandoned = await this.queue.abandoned(tx, plusMinutes(tx.now, -GRACE_MINUTES), BATCH);
    const orders = abandoned.map(({ id, teamId, agentId, agentName, status, since }): AssignTicketCommand => {
      const awayMinutes = Math.round((tx.now.getTime() - since.getTime()) / 60_000);
      return {
        ticketId: id,
        from: { teamId, assigneeId: agentId },
        to: { teamId, assigneeId: null },
        decision: { kind: 'released', reasons: { agent: { id: agentId, name: agentName }, status, awayMinutes } },
      };
    });
    await this.assign.execute(tx, orders);
    return abandoned.length === BATCH;
  }
}
