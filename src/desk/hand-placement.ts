import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { CandidateRepository, type Decision, DecisionRepository, PresenceRepository, TeamRoutingRepository } from '../routing/index.js';
import type { TicketState } from '../tickets/index.js';
import { AssignTicket } from './assign-ticket.js';
import { isWork } from './is-work.js';

interface Change {
  readonly before: TicketState;
  readonly after: TicketState;
}

/** A person decides whose a ticket is: it must be somebody who can work on it. Nobody's capacity is in their way. */
@Injectable()
export class HandPlacement {
  constructor(
    private readonly candidates: CandidateRepository,
    private readonly teams: TeamRoutingRepository,
    private readonly presence: PresenceRepository,
    private readonly decisions: DecisionRepository,
    private readonly assign: AssignTicket,
  ) {}

  /**
   * @returns the ticket as it will be: an agent who is not of the new team leaves it
   * @throws DomainError `ticket.unknown-team`, `ticket.unknown-assignee`, `ticket.assignee-disabled`, `ticket.assignee-not-in-team`
   */
  async check(tx: Tx, { before, after }: Change): Promise<TicketState> {
    const teamChanged = after.teamId !== before.teamId;
    const agentChanged = after.assigneeId !== before.assigneeId;
    if (teamChanged && after.teamId !== null && !(await this.teams.hasTeam(tx, after.teamId)))
      throw refused('ticket.unknown-team', 'There is no such team.', { teamId: after.teamId });
    if (after.assigneeId === null || (!teamChanged && !agentChanged)) return after;
    const facts = await this.candidates.facts(tx, after.assigneeId, after.teamId);
    const of = { assigneeId: after.assigneeId, teamId: after.teamId };
    if (facts !== null && !agentChanged) return facts.member ? after : { ...after, assigneeId: null };
    if (facts === null) throw refused('ticket.unknown-assignee', 'There is no such agent.', of);
    if (!facts.works) throw refused('ticket.assignee-disabled', 'This agent does not work on tickets.', of);
    if (!facts.member) throw refused('ticket.assignee-not-in-team', 'This agent does not belong to the team of the ticket.', of);
    return after;
  }

  /** After the change is written: it is kept who decided so, and whoever must know is told. */
  async tell(tx: Tx, ticketId: TicketState['id'], { before, after }: Change): Promise<void> {
    const [worked, works] = [isWork(before), isWork(after)];
    const moved = before.teamId !== after.teamId || before.assigneeId !== after.assigneeId;
    if (moved) await this.decisions.write(tx, [{ ticketId, decision: await this.decision(tx, tx.actor.name, after) }]);
    if (worked && !works) return this.finished(tx, before.assigneeId);
    if (works && (moved || !worked)) await this.assign.tell(tx, [{ ticketId, from: before, to: after }]);
  }

  /** Why it is there. @param actor whoever decided so */
  async decision(tx: Tx, actor: string, after: TicketState): Promise<Decision> {
    return { kind: 'by-hand', reasons: { actor, ...(await this.candidates.names(tx, after)) } };
  }

  private async finished(tx: Tx, agentId: AgentId | null): Promise<void> {
    if (agentId === null) return;
    tx.emit({ name: 'agent.freed', data: { agentId } });
    await this.presence.worked(tx, [agentId]);
  }
}

function refused(code: string, message: string, details: Readonly<Record<string, unknown>>): DomainError {
  return new DomainError('unprocessable', code, message, details);
}
