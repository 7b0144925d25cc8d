import { Injectable } from '@nestjs/common';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type Decision, DecisionRepository, PresenceRepository, QueueRepository, RuleBook } from '../routing/index.js';
import { HistoryRepository, TicketRepository } from '../tickets/index.js';

export interface Placing {
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
}

export interface Move {
  readonly ticketId: TicketId;
  readonly from: Placing;
  readonly to: Placing;
}

export interface AssignTicketCommand extends Move {
  readonly decision: Decision;
}

/** The desk itself gives tickets to somebody, takes them away or moves them on, with the reasons. The caller holds their locks. */
@Injectable()
export class AssignTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
    private readonly decisions: DecisionRepository,
    private readonly presence: PresenceRepository,
    private readonly rules: RuleBook,
    private readonly queues: QueueRepository,
  ) {}

  async execute(tx: Tx, orders: readonly AssignTicketCommand[]): Promise<void> {
    if (orders.length === 0) return;
    // Sent together, done in this order.
    await Promise.all([
      this.tickets.place(
        tx,
        orders.map(({ ticketId, to }) => ({ id: ticketId, ...to })),
      ),
      this.history.writeEach(
        tx,
        orders.map(({ ticketId, from, to, decision }) => ({ ticketId, name: `ticket.${decision.kind}`, data: { from, to } })),
      ),
      this.decisions.write(tx, orders),
      this.tell(tx, orders),
    ]);
    for (const { ticketId, from, to } of orders) {
      const changed = (['teamId', 'assigneeId'] as const).filter((f) => from[f] !== to[f]);
      const changes = Object.fromEntries(changed.map((f) => [f, { from: from[f], to: to[f] }]));
      tx.emit({ name: 'ticket.changed', data: { ticketId, changes } });
    }
  }

  /** Also for what people do by hand: who has work now, who has less, and whether somebody must be found. */
  async tell(tx: Tx, moves: readonly Move[]): Promise<void> {
    const busy: AgentId[] = [];
    for (const { ticketId, from, to } of moves) {
      if (from.assigneeId !== null && from.assigneeId !== to.assigneeId)
        tx.emit({ name: 'agent.freed', data: { agentId: from.assigneeId } });
      if (to.assigneeId === null) await this.queue(tx, ticketId, to.teamId);
      else if (from.assigneeId !== to.assigneeId) {
        tx.emit({ name: 'ticket.assigned', data: { ticketId, teamId: to.teamId, agentId: to.assigneeId, from: from.assigneeId } });
        busy.push(to.assigneeId);
      }
    }
    await this.presence.worked(tx, busy);
  }

  /** It waits for somebody: its time in the team begins, not counting what it spent elsewhere, asleep, done or in somebody's hands. */
  async queue(tx: Tx, ticketId: TicketId, teamId: TeamId | null): Promise<void> {
    if (teamId === null) return;
    await this.queues.entered(tx, ticketId);
    const { automatic } = await this.rules.read(tx);
    if (automatic.has(teamId)) tx.emit({ name: 'queue.changed', data: { teamId } });
  }
}
