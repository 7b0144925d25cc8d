import { Injectable } from '@nestjs/common';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { type Overflowing, QueueRepository, TeamRoutingRepository } from '../routing/index.js';
import { TicketRepository } from '../tickets/index.js';
import { AssignTicket, type AssignTicketCommand } from './assign-ticket.js';
import { TicketClocks } from './ticket-clocks.js';

/** Moved in one transaction. */
const BATCH = 100;

/** What a team did not take in time goes to the team that helps it out, never back to one where it waited before. */
@Injectable()
export class OverflowTickets {
  constructor(
    private readonly teams: TeamRoutingRepository,
    private readonly queue: QueueRepository,
    private readonly assign: AssignTicket,
    private readonly tickets: TicketRepository,
    private readonly clocks: TicketClocks,
  ) {}

  /** Teams that are helped out by another. */
  teamsHelped(tx: Tx): Promise<readonly Overflowing[]> {
    return this.teams.overflowing(tx);
  }

  /** @returns whether there may be more */
  async execute(tx: Tx, { teamId, fromName, overflowTeamId, toName, afterMinutes }: Overflowing): Promise<boolean> {
    const overdue = await this.queue.overdue(tx, {
      teamId,
      before: plusMinutes(tx.now, -afterMinutes),
      to: overflowTeamId,
      limit: BATCH,
    });
    // Locked already, all of them.
    const states = await this.tickets.lock(
      tx,
      overdue.map(({ id }) => id),
    );
    const teams = { from: { id: teamId, name: fromName }, to: { id: overflowTeamId, name: toName } };
    const orders = overdue.map(({ id, enteredAt }): AssignTicketCommand => {
      const waitedMinutes = Math.round((tx.now.getTime() - enteredAt.getTime()) / 60_000);
      return {
        ticketId: id,
        from: { teamId, assigneeId: null },
        to: { teamId: overflowTeamId, assigneeId: null },
        decision: { kind: 'overflowed', reasons: { ...teams, waitedMinutes } },
      };
    });
    for (const { id } of overdue) await this.queue.moved(tx, id, teamId);
    await this.assign.execute(tx, orders);
    await this.clocks.follow(
      tx,
      states.map((before) => ({ before, after: { ...before, teamId: overflowTeamId }, message: null })),
    );
    return overdue.length === BATCH;
  }
}
