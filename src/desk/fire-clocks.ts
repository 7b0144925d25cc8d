import { Injectable } from '@nestjs/common';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type ClockNews, Clocks, type EscalationAction } from '../sla/index.js';
import { PRIORITIES, priorityOf, TicketRepository } from '../tickets/index.js';
import { ChangeTicket } from './change-ticket.js';
import { TicketClocks } from './ticket-clocks.js';

/**
 * Time has come for some clocks: warnings, breaches, and what their policies ask for after one. By the database's clock. Whoever
 * claims a ticket holds its lock, so that each is told once however many processes look.
 */
@Injectable()
export class FireClocks {
  constructor(
    private readonly clocks: Clocks,
    private readonly ticketClocks: TicketClocks,
    private readonly tickets: TicketRepository,
    private readonly change: ChangeTicket,
  ) {}

  /** @param only null: some of those that are due, none when nothing is. @returns the tickets concerned */
  async execute(tx: Tx, only: TicketId | null): Promise<readonly TicketId[]> {
    const ticketIds = only === null ? await this.clocks.claimDue(tx, { one: false }) : await this.locked(tx, only);
    if (ticketIds.length === 0) return [];
    const news = await this.ticketClocks.passTime(tx, ticketIds);
    await this.escalate(
      tx,
      news.filter(({ line }) => line.kind === 'escalated'),
    );
    return ticketIds;
  }

  /** The ticket whose clock waits longest, of those that nobody works on. */
  async nextDue(tx: Tx): Promise<TicketId | null> {
    const [ticketId] = await this.clocks.claimDue(tx, { one: true });
    return ticketId ?? null;
  }

  /** What could not be told this time is tried again in a minute. */
  async postpone(tx: Tx, ticketId: TicketId): Promise<void> {
    await this.locked(tx, ticketId);
    await this.clocks.postpone(tx, ticketId);
  }

  private async locked(tx: Tx, ticketId: TicketId): Promise<readonly TicketId[]> {
    return (await this.tickets.lock(tx, [ticketId])).map((ticket) => ticket.id);
  }

  /** Tickets side by side, each one's escalations in order. All have come to an end before one that failed ends the transaction. */
  private async escalate(tx: Tx, escalations: readonly ClockNews[]): Promise<void> {
    const tickets = new Set(escalations.map(({ clock }) => clock.ticketId));
    const ended = await Promise.allSettled([...tickets].map((id) => this.escalateOne(tx, id, escalations)));
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  private async escalateOne(tx: Tx, ticketId: TicketId, escalations: readonly ClockNews[]): Promise<void> {
    const own = escalations.filter(({ clock }) => clock.ticketId === ticketId);
    const actions = own.flatMap(({ line }) => line.details['actions'] as readonly EscalationAction[]);
    for (const action of actions) await this.carryOut(tx, ticketId, action);
  }

  private async carryOut(tx: Tx, ticketId: TicketId, action: EscalationAction): Promise<void> {
    switch (action.type) {
      case 'notify':
        return; // subscribers of clock.escalated
      case 'reassign':
        await this.change.execute(tx, { ticketId, version: null, teamId: action.teamId, assigneeId: null });
        return;
      case 'raise-priority': {
        const [ticket] = await this.tickets.lock(tx, [ticketId]);
        const rank = Math.min((ticket?.priority ?? 1) + 1, PRIORITIES.length);
        await this.change.execute(tx, { ticketId, version: null, priority: priorityOf(rank) });
      }
    }
  }
}
