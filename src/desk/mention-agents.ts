import { Injectable } from '@nestjs/common';
import { AgentRepository } from '../agents/index.js';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId, MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type TicketState, TieRepository } from '../tickets/index.js';
import { LetIn } from './let-in.js';

/** Colleagues named in a note: they are told, and follow the ticket from then on. */
@Injectable()
export class MentionAgents {
  constructor(
    private readonly agents: AgentRepository,
    private readonly ties: TieRepository,
    private readonly letIn: LetIn,
  ) {}

  /** @throws DomainError `mention.unknown-agent` */
  async check(tx: Tx, agentIds: readonly AgentId[]): Promise<void> {
    if (agentIds.length === 0) return;
    const known = await this.agents.enabledAmong(tx, agentIds);
    const unknown = agentIds.filter((id) => !known.includes(id));
    if (unknown.length > 0)
      throw new DomainError('unprocessable', 'mention.unknown-agent', 'Somebody who is mentioned is no agent here.', { agentIds: unknown });
  }

  /** @throws DomainError `ticket.follower-outside` */
  async tell(
    tx: Tx,
    { ticket, messageId }: { readonly ticket: TicketState; readonly messageId: MessageId },
    agentIds: readonly AgentId[],
  ): Promise<void> {
    if (agentIds.length === 0) return;
    await this.ties.follow(tx, ticket.id, { agentIds, letIn: await this.letIn.among(tx, ticket, agentIds) });
    for (const agentId of agentIds) tx.emit({ name: 'agent.mentioned', data: { ticketId: ticket.id, messageId, agentId } });
  }
}
