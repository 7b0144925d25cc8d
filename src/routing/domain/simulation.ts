import type { Facts, FieldCatalogue } from '../../kernel/condition.js';
import type { AgentId, TeamId } from '../../kernel/id.js';
import type { Rota } from './candidate.js';
import type { RoutingRule } from './route.js';

/** All instants are epoch milliseconds. */
export interface PastTicket {
  readonly id: string;
  readonly arrivedMs: number;
  readonly channel: string;
  /** Rank, 1 (low) to 4 (urgent), as it was before rules. */
  readonly priority: number;
  readonly language: string | null;
  readonly teamId: TeamId | null;
  readonly lastTeamId: TeamId | null;
  readonly contactId: string;
  readonly facts: Facts;
  /** From being assigned to being resolved. */
  readonly handlingMs: number;
  /** How long it waited until it was assigned; null: it is not known. */
  readonly waitedMs: number | null;
  /** From being assigned to the first answer. */
  readonly answeringMs: number;
  /** By when the first answer was promised; null: it was not. */
  readonly answerDueMs: number | null;
  readonly wasAnsweredLate: boolean;
}

export interface SimulatedTeam extends Omit<Rota, 'lastAgentId'> {
  readonly id: TeamId;
  readonly name: string;
  readonly overflowTeamId: TeamId | null;
  readonly overflowAfterMinutes: number | null;
}

export interface SimulatedAgent {
  readonly agentId: AgentId;
  readonly name: string;
  readonly teamIds: readonly TeamId[];
  readonly languages: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly capacity: number;
  /** When they are there: from, until; in order. */
  readonly online: readonly (readonly [number, number])[];
}

export interface Scenario {
  /** In the order they arrived. */
  readonly tickets: readonly PastTicket[];
  readonly rules: readonly RoutingRule[];
  readonly teams: readonly SimulatedTeam[];
  readonly agents: readonly SimulatedAgent[];
  /** Units by channel. */
  readonly units: ReadonlyMap<string, number>;
  readonly catalogue: FieldCatalogue;
  /** The names of priorities, lowest first. */
  readonly priorities: readonly string[];
  readonly untilMs: number;
}

export interface WaitFigures {
  readonly count: number;
  readonly averageMinutes: number;
  readonly p50Minutes: number;
  readonly p90Minutes: number;
  readonly maxMinutes: number;
}

/** First answers that were promised by an instant of the span. */
export interface BreachFigures {
  readonly promised: number;
  /** Simulated. */
  readonly breached: number;
  /** What happened to the same tickets. */
  readonly actual: number;
}

export interface SimulationReport {
  readonly tickets: number;
  readonly assigned: number;
  /** Still waiting at the end, or in a team that hands out nothing. */
  readonly unassigned: number;
  readonly withoutTeam: number;
  /** Tickets that end in another team than they did. */
  readonly otherTeam: number;
  readonly wait: WaitFigures;
  /** What happened to the same tickets, as far as it is known. */
  readonly actual: WaitFigures;
  /** Simulated minus actual; null when nothing is known of what happened. */
  readonly difference: Omit<WaitFigures, 'count'> | null;
  readonly firstResponse: BreachFigures;
  readonly teams: readonly { readonly teamId: string; readonly name: string; readonly unassigned: number; readonly wait: WaitFigures }[];
  readonly agents: readonly AgentFigures[];
}

export interface AgentFigures {
  readonly agentId: string;
  readonly name: string;
  readonly tickets: number;
  readonly onlineMinutes: number;
  /** Share of their capacity that was in use while they were online, 0 to 1. */
  readonly load: number;
}

export function waitFigures(waitsMs: readonly number[]): WaitFigures {
  const sorted = waitsMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const total = sorted.reduce((sum, one) => sum + one, 0);
  return {
    count: sorted.length,
    averageMinutes: minutesOf(sorted.length === 0 ? 0 : total / sorted.length),
    p50Minutes: minutesOf(at(0.5)),
    p90Minutes: minutesOf(at(0.9)),
    maxMinutes: minutesOf(sorted.at(-1) ?? 0),
  };
}

/** @param answeredMs when the ticket is answered; undefined: not by the end */
export function breachFigures(
  tickets: readonly PastTicket[],
  answeredMs: (id: string) => number | undefined,
  untilMs: number,
): BreachFigures {
  const promised = tickets.flatMap((t) => (t.answerDueMs === null || t.answerDueMs > untilMs ? [] : { ...t, dueMs: t.answerDueMs }));
  return {
    promised: promised.length,
    breached: promised.filter((t) => (answeredMs(t.id) ?? Number.POSITIVE_INFINITY) > t.dueMs).length,
    actual: promised.filter((t) => t.wasAnsweredLate).length,
  };
}

export function differenceOf(simulated: WaitFigures, actual: WaitFigures): SimulationReport['difference'] {
  if (actual.count === 0 || simulated.count === 0) return null;
  return {
    averageMinutes: rounded(simulated.averageMinutes - actual.averageMinutes),
    p50Minutes: rounded(simulated.p50Minutes - actual.p50Minutes),
    p90Minutes: rounded(simulated.p90Minutes - actual.p90Minutes),
    maxMinutes: rounded(simulated.maxMinutes - actual.maxMinutes),
  };
}

export function minutesOf(ms: number): number {
  return rounded(ms / 60_000);
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
