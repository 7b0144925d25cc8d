import { Injectable } from '@nestjs/common';
import { AgentRepository } from '../agents/index.js';
import { agentIdOf } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import type { TicketState } from '../tickets/index.js';

/**
 * Whom following would let into a ticket of a closed team: nobody gets in by following alone. Members of the team and
 * administrators let others in when they make them follow it, or mention them; what that opens says views/ticket-visibility.ts.
 */
@Injectable()
export class LetIn {
  constructor(private readonly agents: AgentRepository) {}

  /** @returns those of them who are let in @throws DomainError `ticket.follower-outside` when the actor may let nobody in */
  async among(
    tx: Tx,
    { teamId, assigneeId }: Pick<TicketState, 'teamId' | 'assigneeId'>,
    ids: readonly AgentId[],
  ): Promise<readonly AgentId[]> {
    if (teamId === null || ids.length === 0) return [];
    const actorId = agentIdOf(tx.actor);
    const outside = await this.agents.outsideOf(tx, teamId, actorId === null ? ids : [...ids, actorId]);
    const strangers = ids.filter((id) => outside.includes(id) && id !== assigneeId);
    if (strangers.length === 0 || (actorId !== null && !outside.includes(actorId))) return strangers;
    throw new DomainError('forbidden', 'ticket.follower-outside', 'Only members of the team let others into its tickets.', {
      agentIds: strangers,
    });
  }
}
