import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import type { TicketState } from '../tickets/index.js';
import { AssignTicket } from './assign-ticket.js';
import { HandPlacement } from './hand-placement.js';
import type { Happened } from './happened.js';
import { isWork } from './is-work.js';
import { ReleaseDeparted } from './release-departed.js';
import { TicketClocks } from './ticket-clocks.js';

/** What follows from every change of a known ticket. Verbs call it last. */
@Injectable()
export class Consequences {
  constructor(
    private readonly clocks: TicketClocks,
    private readonly assign: AssignTicket,
    private readonly placement: HandPlacement,
    private readonly departed: ReleaseDeparted,
  ) {}

  async of(tx: Tx, happened: Happened): Promise<void> {
    await this.clocks.follow(tx, [happened]);
    const { before, after, message } = happened;
    if (isWork(before) || !isWork(after)) return;
    if (after.assigneeId !== null) return this.departed.ofReopened(tx, after);
    // Reopened by its customer: somebody must take it. Of a change by hand, HandPlacement tells.
    if (message !== null) await this.assign.queue(tx, after.id, after.teamId);
  }

  /** Of what came or went, was opened or closed without a message: also who has less to do now, and whether somebody must be found. */
  async ofStanding(tx: Tx, before: TicketState, after: TicketState): Promise<void> {
    await this.placement.tell(tx, after.id, { before, after });
    await this.of(tx, { before, after, message: null });
  }
}
