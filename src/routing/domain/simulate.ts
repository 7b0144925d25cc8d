import { instantFrom } from '../../kernel/clock.js';
import type { AgentId, TeamId } from '../../kernel/id.js';
import type { Candidate, Need } from './candidate.js';
import { Matching } from './matching.js';
import { queueKey } from './queue-order.js';
import { route } from './route.js';
import {
  type AgentFigures,
  breachFigures,
  differenceOf,
  minutesOf,
  type PastTicket,
  type Scenario,
  type SimulatedAgent,
  type SimulatedTeam,
  type SimulationReport,
  waitFigures,
} from './simulation.js';
import { TimeLine } from './time-line.js';

/** Looked at in a queue whenever somebody becomes free. */
const LOOKED_AT = 200;
/** Events between two chances for others to run. */
const STRIDE = 50;

type Happening =
  | { readonly kind: 'arrives'; readonly ticket: PastTicket }
  | { readonly kind: 'comes' | 'goes'; readonly agent: Worker }
  | { readonly kind: 'finishes'; readonly agent: Worker; readonly units: number }
  | { readonly kind: 'overflows'; readonly ticket: Waiter; readonly team: Queue };

interface Waiter extends Omit<Need, 'units'> {
  readonly past: PastTicket;
  readonly channel: string;
  readonly key: number;
  visited: readonly TeamId[];
}

interface Worker {
  readonly agent: SimulatedAgent;
  isOnline: boolean;
  load: number;
  idleSinceMs: number;
  tickets: number;
  onlineMs: number;
  /** Units times milliseconds while online. */
  carriedMs: number;
  changedMs: number;
}

interface Queue {
  readonly team: SimulatedTeam;
  readonly workers: readonly Worker[];
  readonly waiting: Waiter[];
  readonly waitsMs: number[];
  lastAgentId: AgentId | null;
}

/**
 * Past tickets arrive again under other rules, teams and agents: a discrete-event simulation. It yields often, so that whoever
 * drives it can let others run in between.
 */
export function* simulate(scenario: Scenario): Generator<undefined, SimulationReport> {
  const play = new Play(scenario);
  for (let count = 1; play.step(); count++) if (count % STRIDE === 0) yield;
  return play.report();
}

class Play {
  private readonly line = new TimeLine<Happening>();
  private readonly workers: readonly Worker[];
  private readonly queues: ReadonlyMap<TeamId, Queue>;
  private readonly waits = new Map<string, number>();
  private readonly answered = new Map<string, number>();
  /** Tickets that came to a team that hands out. */
  private readonly handed = new Set<string>();
  private readonly actualMs: number[] = [];
  /** Who last worked with a contact. */
  private readonly known = new Map<string, AgentId>();
  private withoutTeam = 0;
  private otherTeam = 0;

  constructor(private readonly scenario: Scenario) {
    this.workers = scenario.agents.map((agent) => ({
      agent, isOnline: false, load: 0, idleSinceMs: 0, tickets: 0, onlineMs: 0, carriedMs: 0, changedMs: 0,
    })); // biome-ignore format: one line
    this.queues = new Map(
      scenario.teams.map((team) => {
        const workers = this.workers.filter((w) => w.agent.teamIds.includes(team.id));
        return [team.id, { team, workers, waiting: [], waitsMs: [], lastAgentId: null }];
      }),
    );
    for (const agent of this.workers) {
      for (const [from, until] of agent.agent.online) {
        this.line.add(from, { kind: 'comes', agent });
        this.line.add(until, { kind: 'goes', agent });
      }
    }
    for (const ticket of scenario.tickets) this.line.add(ticket.arrivedMs, { kind: 'arrives', ticket });
  }

  /** @returns false at the end */
  step(): boolean {
    const next = this.line.next();
    if (next === null || next.at > this.scenario.untilMs) return false;
    this.happen(next.event, next.at);
    return true;
  }

  private happen(event: Happening, now: number): void {
    switch (event.kind) {
      case 'arrives':
        return this.arrives(event.ticket, now);
      case 'comes':
      case 'goes':
        settle(event.agent, now);
        event.agent.isOnline = event.kind === 'comes';
        event.agent.idleSinceMs = now;
        return event.kind === 'comes' ? this.drainAll(event.agent, now) : undefined;
      case 'finishes':
        settle(event.agent, now);
        event.agent.load -= event.units;
        event.agent.idleSinceMs = now;
        return this.drainAll(event.agent, now);
      case 'overflows':
        return this.overflows(event.ticket, event.team, now);
    }
  }

  private arrives(past: PastTicket, now: number): void {
    if (past.waitedMs !== null) this.actualMs.push(past.waitedMs);
    const { rules, catalogue, priorities } = this.scenario;
    const at = instantFrom(now);
    if (at === null) return;
    const routed = route(rules, past.facts, { now: at, catalogue });
    const teamId = routed.team?.id ?? past.teamId;
    if (teamId !== past.lastTeamId) this.otherTeam += 1;
    const queue = teamId === null ? undefined : this.queues.get(teamId);
    if (queue === undefined) {
      this.withoutTeam += 1;
      return;
    }
    const rank = routed.priority === null ? past.priority : priorities.indexOf(routed.priority) + 1;
    const knownAgentId = this.known.get(past.contactId) ?? null;
    const key = queueKey({ waitingSinceMs: past.arrivedMs, priority: rank });
    const { skills } = routed;
    this.enter(
      { past, channel: past.channel, knownAgentId, skills, language: routed.language ?? past.language, key, visited: [] },
      queue,
      now,
    );
  }

  private enter(ticket: Waiter, queue: Queue, now: number): void {
    if (queue.team.strategy !== 'manual') this.handed.add(ticket.past.id);
    const at = queue.waiting.findLastIndex((w) => w.key <= ticket.key) + 1;
    queue.waiting.splice(at, 0, ticket);
    const { overflowTeamId, overflowAfterMinutes } = queue.team;
    if (overflowTeamId !== null && overflowAfterMinutes !== null)
      this.line.add(now + overflowAfterMinutes * 60_000, { kind: 'overflows', ticket, team: queue });
    this.drain(queue, now);
  }

  private overflows(ticket: Waiter, from: Queue, now: number): void {
    const to = from.team.overflowTeamId === null ? undefined : this.queues.get(from.team.overflowTeamId);
    const at = from.waiting.indexOf(ticket);
    if (to === undefined || at < 0 || ticket.visited.includes(to.team.id)) return;
    from.waiting.splice(at, 1);
    ticket.visited = [...ticket.visited, from.team.id];
    this.enter(ticket, to, now);
  }

  private drainAll(worker: Worker, now: number): void {
    for (const teamId of worker.agent.teamIds) {
      const queue = this.queues.get(teamId);
      if (queue !== undefined) this.drain(queue, now);
    }
  }

  private drain(queue: Queue, now: number): void {
    const { team, waiting, workers } = queue;
    if (team.strategy === 'manual' || waiting.length === 0) return;
    const rota = { ...team, lastAgentId: queue.lastAgentId };
    const matching = new Matching<Waiter>(rota, workers.map(candidateOf), { units: this.scenario.units, nowMs: now });
    for (const ticket of waiting.slice(0, LOOKED_AT)) {
      if (!matching.isAnybodyFree()) break;
      matching.add(ticket);
    }
    for (const { ticket, agentId, units } of matching.matches) {
      const worker = workers.find((w) => w.agent.agentId === agentId);
      if (worker === undefined) continue;
      waiting.splice(waiting.indexOf(ticket), 1);
      this.begin(worker, { ticket, units, queue }, now);
    }
  }

  private begin(worker: Worker, work: { readonly ticket: Waiter; readonly units: number; readonly queue: Queue }, now: number): void {
    const { past } = work.ticket;
    settle(worker, now);
    worker.load += work.units;
    worker.idleSinceMs = now;
    worker.tickets += 1;
    this.known.set(past.contactId, worker.agent.agentId);
    work.queue.lastAgentId = worker.agent.agentId;
    work.queue.waitsMs.push(now - past.arrivedMs);
    this.waits.set(past.id, now - past.arrivedMs);
    this.answered.set(past.id, now + past.answeringMs);
    this.line.add(now + past.handlingMs, { kind: 'finishes', agent: worker, units: work.units });
  }

  report(): SimulationReport {
    const { tickets, untilMs } = this.scenario;
    for (const worker of this.workers) settle(worker, untilMs);
    const wait = waitFigures([...this.waits.values()]);
    const actual = waitFigures(this.actualMs);
    return {
      tickets: tickets.length,
      assigned: this.waits.size,
      unassigned: tickets.length - this.waits.size,
      withoutTeam: this.withoutTeam,
      otherTeam: this.otherTeam,
      wait,
      actual,
      difference: differenceOf(wait, actual),
      firstResponse: breachFigures(
        tickets.filter((t) => this.handed.has(t.id)),
        (id) => this.answered.get(id),
        untilMs,
      ),
      teams: [...this.queues.values()].map(({ team, waiting, waitsMs }) => ({
        teamId: team.id,
        name: team.name,
        unassigned: waiting.length,
        wait: waitFigures(waitsMs),
      })),
      agents: this.workers.map(agentFigures),
    };
  }
}

function settle(worker: Worker, now: number): void {
  const span = Math.max(0, now - worker.changedMs);
  if (worker.isOnline) {
    worker.onlineMs += span;
    worker.carriedMs += span * worker.load;
  }
  worker.changedMs = now;
}

function candidateOf({ agent, isOnline, load, idleSinceMs }: Worker): Candidate {
  const { agentId, name, languages, skills, capacity } = agent;
  return { agentId, name, languages, skills, capacity, load, idleSinceMs, status: isOnline ? 'online' : 'offline' };
}

function agentFigures({ agent, tickets, onlineMs, carriedMs }: Worker): AgentFigures {
  const possible = onlineMs * agent.capacity;
  return {
    agentId: agent.agentId,
    name: agent.name,
    tickets,
    onlineMinutes: minutesOf(onlineMs),
    load: possible > 0 ? Math.round((carriedMs / possible) * 1000) / 1000 : 0,
  };
}
