import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import type { Actor } from '../kernel/actor.js';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';

/** Who looks, as it was a second ago at most. */
export interface Beholder {
  readonly actor: Actor;
  readonly agentId: AgentId;
  readonly teamIds: readonly TeamId[];
}

/** The facts of a ticket on which it depends who may see it. */
export interface SeenTicket {
  readonly id: TicketId;
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
}

/** Which tickets an agent may see. Asked before every frame about a ticket. */
export abstract class TicketSight {
  abstract sees(who: Beholder, ticket: SeenTicket): boolean;
}

/** Whoever may read tickets sees them all. */
@Injectable()
export class WholeSight extends TicketSight {
  sees({ actor }: Beholder): boolean {
    return may(actor, 'ticket:read');
  }
}
