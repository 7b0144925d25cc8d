import { Injectable } from '@nestjs/common';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import {
  type Candidate,
  CandidateRepository,
  hasRoom,
  type Match,
  Matching,
  QueueRepository,
  RuleBook,
  TeamRoutingRepository,
  type TeamRoutingRow,
  type Waiting,
  weighed,
} from '../routing/index.js';
import { AssignTicket, type AssignTicketCommand } from './assign-ticket.js';

export interface Handed {
  readonly assigned: number;
  /** Somebody else was at a ticket, at an agent or at the team: look again soon. */
  readonly again: boolean;
  /** As much was given as one transaction gives: there may be more. */
  readonly isFull: boolean;
  /** Nothing was given, because nobody can take what waits: it has time until somebody becomes free. */
  readonly isStuck: boolean;
}

/** Tickets given in one transaction, looked at in one page, and pages at most. */
const GIVEN_MAX = 20;
const PAGE = 50;
const PAGES_MAX = 20;
const NOTHING: Handed = { assigned: 0, again: false, isFull: false, isStuck: false };

/**
 * Hands out what waits in the queue of a team, in order, to those who can take it. Any number of processes may run it: the
 * team, the agents and the tickets are locked with SKIP LOCKED, so nobody waits for anybody and nothing can deadlock.
 */
@Injectable()
export class AssignWaiting {
  constructor(
    private readonly teams: TeamRoutingRepository,
    private readonly candidates: CandidateRepository,
    private readonly queue: QueueRepository,
    private readonly rules: RuleBook,
    private readonly assign: AssignTicket,
  ) {}

  /** @param limit tickets at most */
  async execute(tx: Tx, { teamId, limit = GIVEN_MAX }: { readonly teamId: TeamId; readonly limit?: number }): Promise<Handed> {
    const [team, members, book] = await Promise.all([
      this.teams.claim(tx, teamId),
      this.candidates.members(tx, teamId),
      this.rules.read(tx),
    ]);
    if (team === null) return { ...NOTHING, again: book.automatic.has(teamId) };
    if (team.strategy === 'manual') return NOTHING;
    const matching = new Matching<Waiting>(team, members, { units: book.units, nowMs: tx.now.getTime() });
    const most = Math.min(limit, GIVEN_MAX);
    await this.match(tx, { team, matching }, most);
    const { matches } = matching;
    if (matches.length === 0) return { ...NOTHING, isStuck: matching.isStuck() };
    const [carried, free] = await Promise.all([
      this.candidates.lock(tx, [...new Set(matches.map((m) => m.agentId))]),
      this.queue.claim(
        tx,
        teamId,
        matches.map((m) => m.ticket.id),
      ),
    ]);
    const given = stillPossible(matches, { members, carried, free });
    await this.assign.execute(
      tx,
      given.flatMap((match) => orderOf(match, teamId, tx.now)),
    );
    const last = given.at(-1);
    if (last !== undefined) await this.teams.hadTurn(tx, teamId, last.agentId);
    return { assigned: given.length, again: given.length < matches.length, isFull: given.length >= most, isStuck: false };
  }

  /** Reads the queue until enough is matched, nobody has room, or it has been read far enough. */
  private async match(
    tx: Tx,
    { team, matching }: { readonly team: TeamRoutingRow; readonly matching: Matching<Waiting> },
    limit: number,
  ): Promise<void> {
    let after: Waiting | null = null;
    for (let page = 0; page < PAGES_MAX && matching.matches.length < limit && matching.isAnybodyFree(); page++) {
      const known = team.strategy === 'sticky';
      const ask = { after, languages: matching.languages(), passedOver: matching.passedOver(), known, limit: PAGE };
      const tickets: readonly Waiting[] = await this.queue.page(tx, team.teamId, ask);
      for (const ticket of tickets) if (matching.matches.length < limit) matching.add(ticket);
      after = tickets.at(-1) ?? null;
      if (tickets.length < PAGE) return;
    }
  }
}

function orderOf({ ticket, agentId, choice }: Match<Waiting>, teamId: TeamId, now: Date): readonly AssignTicketCommand[] {
  const { chosen, by } = choice;
  if (chosen === null || by === null) return [];
  const waitedMinutes = Math.max(0, Math.round((now.getTime() - ticket.waitingSince.getTime()) / 6_000) / 10);
  const reasons = { ...weighed(choice), by, agent: { id: agentId, name: chosen.name }, waitedMinutes };
  const [from, to] = [
    { teamId, assigneeId: null },
    { teamId, assigneeId: agentId },
  ];
  return [{ ticketId: ticket.id, from, to, decision: { kind: 'assigned', reasons } }];
}

/** What still holds now that agents and tickets are locked. */
function stillPossible(
  matches: readonly Match<Waiting>[],
  now: { readonly members: readonly Candidate[]; readonly carried: ReadonlyMap<AgentId, number>; readonly free: ReadonlySet<TicketId> },
): readonly Match<Waiting>[] {
  const capacities = new Map(now.members.map((c) => [c.agentId, c.capacity]));
  const loads = new Map(now.carried);
  return matches.filter(({ ticket, agentId, units }) => {
    const load = loads.get(agentId);
    if (load === undefined || !now.free.has(ticket.id) || !hasRoom({ load, capacity: capacities.get(agentId) ?? 0 }, units)) return false;
    loads.set(agentId, load + units);
    return true;
  });
}
