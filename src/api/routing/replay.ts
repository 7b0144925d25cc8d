import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { plusMinutes, stopwatchMs } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { TeamId } from '../../kernel/id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import {
  BY_HAND,
  detectLanguage,
  type PastTicket,
  RuleBook,
  type Scenario,
  type SimulationReport,
  simulate,
  TeamRoutingRepository,
} from '../../routing/settings.js';
import { PRIORITIES } from '../../tickets/settings.js';
import { PAST_TICKETS_MAX, type PastPresenceRow, type PastTicketRow, RoutingHistoryView } from '../../views/routing-history.js';
import { mustBeOpen, TeamSight } from '../../views/team-sight.js';
import { GivenRules } from './given-rules.js';
import { type KnownDesk, withoutTeams } from './known-desk.js';
import { answeringTimes, handlingTimes, onlineSpans, pastTicket, type Span, simulatedAgents, simulatedTeams } from './scenario.js';
import type { SimulationInput } from './simulation.dto.js';

/** Longer than this nobody else waits for a simulation. */
const SLICE_MS = 10;
/** And longer than this nobody waits for its result. */
const TOTAL_MS = 30_000;

export interface Replayed {
  readonly from: Date;
  readonly until: Date;
  readonly report: SimulationReport;
  readonly assumptions: readonly string[];
}

/** Replays the last days, as far as the asker may see them, under other rules, teams and agents. Changes nothing. One at a time in a process. */
@Injectable()
export class Replay {
  private isRunning = false;

  constructor(
    private readonly history: RoutingHistoryView,
    private readonly given: GivenRules,
    private readonly teams: TeamRoutingRepository,
    private readonly book: RuleBook,
    private readonly sight: TeamSight,
    private readonly uow: UnitOfWork,
  ) {}

  /** @throws DomainError `routing.simulation-running`, `routing.simulation-too-long`, `routing.unknown-target`, `team.closed-to-you`, `condition.invalid` and the refusals of a rule's targets */
  async run(me: Actor, input: SimulationInput): Promise<Replayed> {
    if (this.isRunning)
      throw new DomainError('conflict', 'routing.simulation-running', 'Another simulation is running; try again in a moment.');
    this.isRunning = true;
    try {
      return await this.replay(me, input);
    } finally {
      this.isRunning = false;
    }
  }

  private async replay(me: Actor, input: SimulationInput): Promise<Replayed> {
    const { now, units, rules, catalogue } = await this.ground(me, input);
    const from = plusMinutes(now, -input.days * 1440);
    const window: Span = [from.getTime(), now.getTime()];
    const closedIds = await this.sight.closedTo(me);
    mustBeOpen(closedIds, teamsNamed(input));
    const [rows, presences, agents, teams] = await Promise.all([
      this.history.tickets(me, from),
      this.history.presences(from),
      this.history.agents(),
      this.history.teams(),
    ]);
    mustBeKnown(input, { agents, teams });
    const shown = withoutTeams({ agents, teams }, closedIds, input.agents ?? []);
    const settings = await this.teams.of(shown.teams.map((t) => t.id as TeamId));
    const breath = new Breath();
    const online = presences.length === 0 ? () => [window] : spansBy(presences, window);
    const scenario: Scenario = {
      tickets: await pastTickets(rows, breath),
      rules,
      teams: simulatedTeams(shown.teams, settings, { byHand: BY_HAND, overrides: input.teams ?? [] }),
      agents: simulatedAgents(shown.agents, input.agents ?? [], online, window),
      units,
      catalogue,
      priorities: PRIORITIES,
      untilMs: now.getTime(),
    };
    return { from, until: now, report: await played(scenario, breath), assumptions: assumptionsOf(rows, presences, closedIds) };
  }

  /** What time it is, and the rules that would hold. */
  private ground(me: Actor, input: SimulationInput) {
    return this.uow.run(me, async (tx) => ({
      now: tx.now,
      units: (await this.book.read(tx)).units,
      ...(await this.given.of(tx, input.rules)),
    }));
  }
}

/** @throws DomainError `routing.unknown-target` */
function mustBeKnown(input: SimulationInput, known: KnownDesk): void {
  const teamIds = new Set(known.teams.map((t) => t.id));
  const agentIds = new Set(known.agents.map((a) => a.agentId));
  const team = teamsNamed(input).find((id) => !teamIds.has(id));
  const agent = (input.agents ?? []).flatMap((a) => a.agentId ?? []).find((id) => !agentIds.has(id));
  const missing = team === undefined ? (agent === undefined ? null : `agent ${agent}`) : `team ${team}`;
  if (missing !== null) throw new DomainError('unprocessable', 'routing.unknown-target', `There is no ${missing}.`, { missing });
}

function teamsNamed({ agents = [], teams = [] }: SimulationInput): readonly string[] {
  return [...teams.flatMap((t) => [t.teamId, t.overflowTeamId ?? []].flat()), ...agents.flatMap((a) => a.teamIds ?? [])];
}

/** Lets others run every few milliseconds, and gives up in the end. */
class Breath {
  private readonly startedMs = stopwatchMs();
  private sliceMs = this.startedMs;

  async take(): Promise<void> {
    const now = stopwatchMs();
    if (now - this.sliceMs < SLICE_MS) return;
    if (now - this.startedMs > TOTAL_MS)
      throw new DomainError('unprocessable', 'routing.simulation-too-long', 'This takes too long; choose fewer days.');
    await letOthersRun();
    this.sliceMs = stopwatchMs();
  }
}

async function pastTickets(rows: readonly PastTicketRow[], breath: Breath): Promise<readonly PastTicket[]> {
  const [handling, answering] = [handlingTimes(rows), answeringTimes(rows)];
  const tickets: PastTicket[] = [];
  for (const row of rows.slice(0, PAST_TICKETS_MAX).toReversed()) {
    tickets.push(
      pastTicket(row, row.direction === 'inbound' ? await detectLanguage(row.text) : null, {
        handlingMs: handling.of(row),
        answeringMs: Math.min(answering.of(row), handling.of(row)),
      }),
    );
    await breath.take();
  }
  return tickets;
}

async function played(scenario: Scenario, breath: Breath): Promise<SimulationReport> {
  const play = simulate(scenario);
  for (;;) {
    const step = play.next();
    if (step.done === true) return step.value;
    await breath.take();
  }
}

function spansBy(presences: readonly PastPresenceRow[], window: Span): (agentId: string) => readonly Span[] {
  const spans = onlineSpans(presences, window[1]);
  return (agentId) => spans.get(agentId) ?? [];
}

function assumptionsOf(
  rows: readonly PastTicketRow[],
  presences: readonly PastPresenceRow[],
  closedIds: readonly string[],
): readonly string[] {
  return [
    'A ticket keeps its agent busy from being assigned until it is resolved, as it did; where that is not known, for the median of its channel.',
    'A first answer follows the assignment as soon as it did; where that is not known, as the median of its channel, and before the ticket is done. Teams that work by hand are left out of the breaches. It was promised by when it was promised.',
    'Nobody carries anything when the span begins.',
    ...(presences.length === 0 ? ['No presence is on record for this span: everybody is there all the time.'] : []),
    ...(closedIds.length > 0
      ? [
          'Teams that are closed to you are left out, with their tickets and with who is in no other team. What would come to one of them counts as without a team.',
        ]
      : []),
    ...(rows.length > PAST_TICKETS_MAX ? [`Only the latest ${PAST_TICKETS_MAX} tickets are replayed.`] : []),
  ];
}
