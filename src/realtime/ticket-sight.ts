import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import type { Actor } from '../kernel/actor.js';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';

/** Who looks, as it was a second ago at most. */
export interface Beholder {
  readonly actor: Actor;
  readonly agentId: AgentId;
  readonly teamIds: readonly TeamId[];
  /** Teams whose tickets are closed to them. */
  readonly closedTeamIds: readonly TeamId[];
}

/** The facts of a ticket on which it depends who may see it. */
export interface SeenTicket {
  readonly id: TicketId;
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
  /** Followers who were let in. */
  readonly letInIds: readonly AgentId[];
}

/**
 * May this agent see the ticket? Asked before every frame about it, so it is decided on what is at hand; the same policy as
 * views/ticket-visibility, which lists and look-ups put into their statements.
 */
@Injectable()
export class TicketSight {
  sees({ actor, agentId, closedTeamIds }: Beholder, ticket: SeenTicket): boolean {
    if (!may(actor, 'ticket:read')) return false;
    if ((actor.type === 'agent' || actor.type === 'token') && (actor.role === 'admin' || actor.role === 'auditor')) return true;
    const { teamId, assigneeId, letInIds } = ticket;
    return teamId === null || assigneeId === agentId || letInIds.includes(agentId) || !closedTeamIds.includes(teamId);
  }
}
