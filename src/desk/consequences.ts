import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import { AssignTicket } from './assign-ticket.js';
import type { Happened } from './happened.js';
import { TicketClocks } from './ticket-clocks.js';

/** What follows from every change of a known ticket. Verbs call it last. */
@Injectable()
export class Consequences {
  constructor(
    private readonly clocks: TicketClocks,
    private readonly assign: AssignTicket,
  ) {}

  async of(tx: Tx, happened: Happened): Promise<void> {
    await this.clocks.follow(tx, [happened]);
    const { before, after, message } = happened;
    // Reopened by its customer: somebody must take it. Of a change by hand, HandPlacement tells.
    if (message !== null && !isWork(before.statusCategory) && isWork(after.statusCategory) && after.assigneeId === null)
      await this.assign.queue(tx, after.teamId);
  }
}

function isWork(category: Happened['after']['statusCategory']): boolean {
  return category === 'new' || category === 'open';
}
