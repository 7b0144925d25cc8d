import { Injectable } from '@nestjs/common';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type Decision, DecisionRepository, PresenceRepository, RuleBook } from '../routing/index.js';
import { HistoryRepository, TicketRepository } from '../tickets/index.js';

export interface Placing {
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
}

export interface AssignTicketCommand {
  readonly ticketId: TicketId;
  readonly from: Placing;
  readonly to: Placing;
  readonly decision: Decision;
}

/** The desk itself gives a ticket to somebody, takes it away or moves it on, with the reasons. The caller holds the ticket's lock. */
@Injectable()
export class AssignTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
    private readonly decisions: DecisionRepository,
    private readonly presence: PresenceRepository,
    private readonly rules: RuleBook,
  ) {}

  async execute(tx: Tx, { ticketId, from, to, decision }: AssignTicketCommand): Promise<void> {
    // Sent together, done in this order.
    await Promise.all([
      this.tickets.place(tx, ticketId, to),
      this.history.write(tx, ticketId, `ticket.${decision.kind}`, { from, to }),
      this.decisions.write(tx, ticketId, decision),
      this.tell(tx, ticketId, { from, to }),
    ]);
    const changes = Object.fromEntries(
      (['teamId', 'assigneeId'] as const).filter((f) => from[f] !== to[f]).map((f) => [f, { from: from[f], to: to[f] }]),
    );
    tx.emit({ name: 'ticket.changed', data: { ticketId, changes } });
  }

  /** Also for what people do by hand: who has work now, who has less, and whether somebody must be found. */
  async tell(tx: Tx, ticketId: TicketId, { from, to }: { readonly from: Placing; readonly to: Placing }): Promise<void> {
    if (from.assigneeId !== null && from.assigneeId !== to.assigneeId) tx.emit({ name: 'agent.freed', data: { agentId: from.assigneeId } });
    if (to.assigneeId === null) return this.queue(tx, to.teamId);
    if (from.assigneeId === to.assigneeId) return;
    tx.emit({ name: 'ticket.assigned', data: { ticketId, teamId: to.teamId, agentId: to.assigneeId, from: from.assigneeId } });
    await this.presence.worked(tx, to.assigneeId);
  }

  /** It waits for somebody, if its team hands out its tickets. */
  async queue(tx: Tx, teamId: TeamId | null): Promise<void> {
    if (teamId === null) return;
    const { automatic } = await this.rules.read(tx);
    if (automatic.has(teamId)) tx.emit({ name: 'queue.changed', data: { teamId } });
  }
}
