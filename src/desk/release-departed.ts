import { Injectable } from '@nestjs/common';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { CandidateRepository, type Departed, QueueRepository } from '../routing/index.js';
import type { TicketState } from '../tickets/index.js';
import { AssignTicket, type AssignTicketCommand } from './assign-ticket.js';

const BATCH = 50;

type Why = 'gone' | 'left-team';

/** Who may not work on a ticket any more does not hold it: it waits in its team for somebody else. */
@Injectable()
export class ReleaseDeparted {
  constructor(
    private readonly queue: QueueRepository,
    private readonly candidates: CandidateRepository,
    private readonly assign: AssignTicket,
  ) {}

  /** Open tickets of agents who were disabled, or only look on now. @returns whether there may be more */
  async execute(tx: Tx): Promise<boolean> {
    const departed = await this.queue.departed(tx, BATCH);
    await this.release(tx, departed, 'gone');
    return departed.length === BATCH;
  }

  /** What an agent holds in teams that they do not belong to any more, also what is put off or waits for its customer. @returns whether there may be more */
  async ofTeamsLeft(tx: Tx, agentId: AgentId): Promise<boolean> {
    const left = await this.queue.outside(tx, agentId, BATCH);
    await this.release(tx, left, 'left-team');
    return left.length === BATCH;
  }

  /** It was done with while its agent went, and is work again. */
  async ofReopened(tx: Tx, { id, teamId, assigneeId }: Pick<TicketState, 'id' | 'teamId' | 'assigneeId'>): Promise<void> {
    const facts = assigneeId === null ? null : await this.candidates.facts(tx, assigneeId, teamId);
    if (assigneeId === null || (facts?.works && facts.member)) return;
    const { agent } = await this.candidates.names(tx, { assigneeId, teamId });
    await this.release(tx, [{ id, teamId, agentId: assigneeId, agentName: agent ?? '' }], facts?.works ? 'left-team' : 'gone');
  }

  private async release(tx: Tx, departed: readonly Departed[], status: Why): Promise<void> {
    await this.assign.execute(
      tx,
      departed.map((one) => order(one, status)),
    );
  }
}

function order({ id, teamId, agentId, agentName }: Departed, status: Why): AssignTicketCommand {
  return {
    ticketId: id,
    from: { teamId, assigneeId: agentId },
    to: { teamId, assigneeId: null },
    decision: { kind: 'released', reasons: { agent: { id: agentId, name: agentName }, status } },
  };
}
