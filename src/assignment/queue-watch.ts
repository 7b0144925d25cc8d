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
  private readonly stopping = new AbortController();
  private wakeUp = new AbortController();
  private loop: Promise<void> | null = null;
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
    await this.loop;
  }

  /** Whatever waits beside somebody who is there. */
  async serveAll(): Promise<void> {
    await this.serve(await this.waiting.all());
  }

  /** In every team of an agent who has room now. */
  async serveAgent(agentId: AgentId): Promise<void> {
    await this.serve(await this.waiting.ofAgent(agentId));
  }

  private hear(topic: string): void {
    const parsed = parseTopic(topic);
    if (parsed?.kind !== 'queue' || this.due.has(parsed.teamId)) return;
    this.due.set(parsed.teamId, this.restUntil.get(parsed.teamId) ?? 0);
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
    while (!this.stopping.signal.aborted) {
      this.wakeUp = new AbortController();
      try {
        await this.serve(this.takeDue(), (teamId) => this.isWorthIt(teamId));
        await this.lookIfTime();
      } catch (error) {
        this.log.warn({ event: 'assignment.look-failed', error });
      }
      const until = Math.min(this.nextLook, ...this.due.values());
      await pause(Math.max(0, until - stopwatchMs()), undefined, { signal: this.wakeUp.signal }).catch(() => undefined); // woken
    }
  }

  private async lookIfTime(): Promise<void> {
    if (stopwatchMs() < this.nextLook) return;
    this.nextLook = stopwatchMs() + LOOK_MS;
    await this.serveAll();
  }

  private takeDue(): readonly TeamId[] {
    const now = stopwatchMs();
    const teams = [...this.due].filter(([, at]) => at <= now).map(([teamId]) => teamId);
    for (const teamId of teams) this.due.delete(teamId);
    return teams;
  }

  private async isWorthIt(teamId: TeamId): Promise<boolean> {
    const { waits, isStaffed } = await this.waiting.look(teamId);
    if (!isStaffed) this.rest(teamId);
    return waits && isStaffed;
  }

  private async serve(teams: readonly TeamId[], isWorthIt?: (teamId: TeamId) => Promise<boolean>): Promise<void> {
    const left = [...teams];
    const lane = async () => {
      for (let teamId = left.shift(); teamId !== undefined; teamId = left.shift())
        if (isWorthIt === undefined || (await isWorthIt(teamId))) await this.drain(teamId);
    };
    await Promise.all(Array.from({ length: Math.min(LANES, left.length) }, lane));
  }

  private async drain(teamId: TeamId): Promise<void> {
    this.restUntil.delete(teamId);
    const how = await this.assigner.drain(teamId);
    if (how === 'stuck') this.rest(teamId);
    if (how === 'unfinished') this.due.set(teamId, stopwatchMs() + AGAIN_MS);
  }

  private rest(teamId: TeamId): void {
    this.restUntil.set(teamId, stopwatchMs() + REST_MS);
  }
}
