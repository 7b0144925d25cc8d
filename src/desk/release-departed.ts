import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import { QueueRepository } from '../routing/index.js';
import { AssignTicket, type AssignTicketCommand } from './assign-ticket.js';

const BATCH = 50;

/** Agents who were disabled, or only look on now, hold no open ticket: it waits in its team for somebody else. */
@Injectable()
export class ReleaseDeparted {
  constructor(
    private readonly queue: QueueRepository,
    private readonly assign: AssignTicket,
  ) {}

  /** @returns whether there may be more */
  async execute(tx: Tx): Promise<boolean> {
    const departed = await this.queue.departed(tx, BATCH);
    const orders = departed.map(
      ({ id, teamId, agentId, agentName }): AssignTicketCommand => ({
        ticketId: id,
        from: { teamId, assigneeId: agentId },
        to: { teamId, assigneeId: null },
        decision: { kind: 'released', reasons: { agent: { id: agentId, name: agentName }, status: 'gone' } },
      }),
    );
    await this.assign.execute(tx, orders);
    return departed.length === BATCH;
  }
}
