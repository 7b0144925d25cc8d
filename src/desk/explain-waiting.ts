import { Injectable } from '@nestjs/common';
import type { TeamId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import {
  CandidateRepository,
  choose,
  DEFAULT_UNITS,
  QueueRepository,
  RuleBook,
  TeamRoutingRepository,
  type Weighed,
  weighed,
} from '../routing/index.js';

/** Why a ticket that waits is not given to somebody now. Changes nothing, keeps nothing. */
@Injectable()
export class ExplainWaiting {
  constructor(
    private readonly teams: TeamRoutingRepository,
    private readonly candidates: CandidateRepository,
    private readonly queue: QueueRepository,
    private readonly rules: RuleBook,
  ) {}

  /** @returns null when the team works by hand, or the ticket is gone */
  async execute(tx: Tx, { ticketId, teamId }: { readonly ticketId: TicketId; readonly teamId: TeamId }): Promise<Weighed | null> {
    const [team, members, ticket, book] = await Promise.all([
      this.teams.find(tx, teamId),
      this.candidates.members(tx, teamId),
      this.queue.find(tx, ticketId),
      this.rules.read(tx),
    ]);
    if (team === null || ticket === null || team.strategy === 'manual') return null;
    const units = book.units.get(ticket.channel) ?? DEFAULT_UNITS;
    return weighed(choose(members, { ...ticket, units }, team));
  }
}
