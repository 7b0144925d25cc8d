import { Injectable } from '@nestjs/common';
import { AgentRepository } from '../agents/index.js';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { FOLLOWERS_MAX, HistoryRepository, TicketRepository, TieRepository } from '../tickets/index.js';
import { LetIn } from './let-in.js';
import { workable } from './workable.js';

export interface FollowCommand {
  readonly ticketId: TicketId;
  readonly agentId: AgentId;
}

/** An agent wants to hear of a ticket, or no more. */
@Injectable()
export class FollowTicket {
  constructor(
    private readonly agents: AgentRepository,
    private readonly tickets: TicketRepository,
    private readonly ties: TieRepository,
    private readonly history: HistoryRepository,
    private readonly letIn: LetIn,
  ) {}

  /** @throws DomainError `ticket.not-found`, `agent.unknown`, `ticket.too-many-followers`, `ticket.follower-outside` */
  async execute(tx: Tx, { ticketId, agentId }: FollowCommand): Promise<void> {
    const [locked] = await this.tickets.lock(tx, [ticketId]);
    const ticket = workable(locked);
    const known = await this.agents.enabledAmong(tx, [agentId]);
    if (known.length === 0) throw new DomainError('unprocessable', 'agent.unknown', 'There is no such agent.', { agentIds: [agentId] });
    if ((await this.ties.followerCount(tx, ticketId)) >= FOLLOWERS_MAX)
      throw new DomainError('conflict', 'ticket.too-many-followers', `At most ${FOLLOWERS_MAX} agents follow a ticket.`);
    const letIn = await this.letIn.among(tx, ticket, [agentId]);
    const added = await this.ties.follow(tx, ticketId, { agentIds: [agentId], letIn });
    if (added.length === 0) return;
    await this.history.write(tx, ticketId, 'ticket.followed', { agentId, ...(letIn.length > 0 ? { letIn: true } : {}) });
    tx.emit({ name: 'ticket.followers-changed', data: { ticketId } });
  }

  /** Who does not follow it does not follow it. @throws DomainError `ticket.not-found` */
  async stop(tx: Tx, { ticketId, agentId }: FollowCommand): Promise<void> {
    const [ticket] = await this.tickets.lock(tx, [ticketId]);
    workable(ticket);
    if (!(await this.ties.unfollow(tx, ticketId, agentId))) return;
    await this.history.write(tx, ticketId, 'ticket.unfollowed', { agentId });
    tx.emit({ name: 'ticket.followers-changed', data: { ticketId } });
  }
}
