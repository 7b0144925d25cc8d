import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../kernel/clock.js';
import type { AgentId, TeamId } from '../kernel/id.js';
import { parseTopic } from '../kernel/topic.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { Log } from '../platform/logging/log.js';
import { WaitingTeamsView } from '../views/waiting-teams.js';
import { Assigner } from './assigner.js';

/** Hints may be lost; a ticket that waits is a row. */
const LOOK_MS = 5_000;
/** A team that nobody can help now is looked at so often, however many tickets arrive. Who becomes free is found work at once. */
const REST_MS = 250;
/** Somebody is at it in another process; what arrived behind their back is looked at a moment later. */
const AGAIN_MS = 100;
/** Between two batches of a team: under load a batch of many costs as much as one of a few, and the first is given at once. */
const GATHER_MS = 80;
/** Teams served at the same time, each on a connection of its own. */
const LANES = 4;

/**
 * Serves the queues of teams that hand out their tickets: at once when a hint tells that something came, and every few
 * seconds whether or not. A job for every ticket would cost more than all the rest of its opening, and say nothing that
 * its row does not say. Any number of processes may watch; one that dies has assigned whole or not at all.
 */
@Injectable()
export class QueueWatch {
  /** Teams to look at, and not before when. */
  private readonly due = new Map<TeamId, number>();
  private readonly restUntil = new Map<TeamId, number>();
  private nextLook = 0;
  private readonly inHand = new Set<TeamId>();
  private readonly stopping = new AbortController();
  private wakeUp = new AbortController();
  private loop: Promise<void> | null = null;
  private readonly lanes = new Set<Promise<void>>();
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly hints: PostgresHints,
    private readonly waiting: WaitingTeamsView,
    private readonly assigner: Assigner,
    private readonly log: Log,
  ) {}

  start(): void {
    this.unsubscribe = this.hints.subscribeAll({ onTopic: (topic) => this.hear(topic), onGap: () => this.lookNow() });
    this.loop = this.run();
  }

  /** What is in hand is finished. */
  async stop(): Promise<void> {
    this.unsubscribe();
    this.stopping.abort();
    this.wake();
    await Promise.all([this.loop, ...this.lanes]);
  }

  /** Whatever waits beside somebody who is there. @throws when a team could not be served, after all others were */
  async serveAll(): Promise<void> {
    await this.serveNow(await this.waiting.all());
  }

  /** In every team of an agent who has room now. */
  async serveAgent(agentId: AgentId): Promise<void> {
    await this.serveNow(await this.waiting.ofAgent(agentId));
  }

  async serveTeam(teamId: TeamId): Promise<void> {
    if (await this.isWorthIt(teamId)) await this.drain(teamId);
  }

  private async serveNow(teams: readonly TeamId[]): Promise<void> {
    const faults: unknown[] = [];
    for (const teamId of teams) await this.drain(teamId).catch((error: unknown) => faults.push(error));
    if (faults.length > 0) throw faults[0];
  }

  private hear(topic: string): void {
    const parsed = parseTopic(topic);
    if (parsed?.kind === 'queue') this.plan(parsed.teamId, this.restUntil.get(parsed.teamId) ?? 0);
  }

  /** @param atMs not before; what is planned sooner stays */
  private plan(teamId: TeamId, atMs: number): void {
    this.due.set(teamId, Math.min(atMs, this.due.get(teamId) ?? atMs));
    this.wake();
  }

  private lookNow(): void {
    this.nextLook = 0;
    this.wake();
  }

  private wake(): void {
    this.wakeUp.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.wakeUp = new AbortController();
      if (stopwatchMs() >= this.nextLook) await this.planAll();
      this.openLanes();
      const waits = this.lanes.size < LANES ? [...this.due].filter(([teamId]) => !this.inHand.has(teamId)).map(([, at]) => at) : [];
      const restMs = Math.max(0, Math.min(this.nextLook, ...waits) - stopwatchMs());
      await pause(restMs, undefined, { signal: this.wakeUp.signal }).catch(() => undefined); // woken
    }
  }

  private async planAll(): Promise<void> {
    this.nextLook = stopwatchMs() + LOOK_MS;
    try {
      for (const teamId of await this.waiting.all()) this.due.set(teamId, 0);
    } catch (error) {
      this.log.warn({ event: 'assignment.look-failed', error });
    }
  }

  /** A team is served by one lane at a time, and one that takes long or fails holds up no other. */
  private openLanes(): void {
    for (const [teamId, at] of this.due) {
      if (this.stopping.signal.aborted || this.lanes.size >= LANES) return;
      if (at > stopwatchMs() || this.inHand.has(teamId)) continue;
      this.due.delete(teamId);
      this.inHand.add(teamId);
      const lane = this.serveTeam(teamId)
        .catch((error: unknown) => this.log.warn({ event: 'assignment.team-failed', teamId, error }))
        .finally(() => {
          this.lanes.delete(lane);
          this.inHand.delete(teamId);
          this.wake();
        });
      this.lanes.add(lane);
    }
  }

  private async isWorthIt(teamId: TeamId): Promise<boolean> {
    const { waits, isStaffed } = await this.waiting.look(teamId);
    if (!isStaffed) this.rest(teamId);
    return waits && isStaffed;
  }

  private async drain(teamId: TeamId): Promise<void> {
    this.restUntil.delete(teamId);
    const how = await this.assigner.drain(teamId);
    if (how === 'stuck') this.rest(teamId);
    if (how === 'served') this.rest(teamId, GATHER_MS);
    if (how === 'unfinished') this.plan(teamId, stopwatchMs() + AGAIN_MS);
  }

  /** Also for what was heard meanwhile. */
  private rest(teamId: TeamId, restMs = REST_MS): void {
    const until = stopwatchMs() + restMs;
    this.restUntil.set(teamId, until);
    if (this.due.has(teamId)) this.due.set(teamId, until);
  }
}
