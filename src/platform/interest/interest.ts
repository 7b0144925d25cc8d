import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { stopwatchMs } from '../../kernel/clock.js';
import { PostgresHints } from '../hints/postgres-hints.js';
import { Log } from '../logging/log.js';

/** A change made by another process takes effect here within this span, and sooner when its hint arrives. */
const FRESH_MS = 1_000;
/** What is older is not believed any more: everything counts as wanted until it could be read again. */
const STALE_MS = 5_000;

interface Kept {
  readonly load: () => Promise<readonly string[]>;
  names: ReadonlySet<string>;
  /** Looks begun and the latest that counted: an early one may answer late. */
  asked: number;
  answered: number;
  /** null: never read. */
  at: number | null;
}

/**
 * Which event names somebody waits for, by subscriber (`webhooks`, `automations` …): an event nobody wants makes no job.
 * Kept in memory because every transaction asks. In doubt the answer is yes: the job then finds nobody.
 */
@Injectable()
export class Interest implements OnApplicationShutdown {
  private readonly subscribers = new Map<string, Kept>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly hints: PostgresHints,
    private readonly log: Log,
  ) {}

  /** @param load the names that are wanted now; asked once a second */
  async register(subscriber: string, load: () => Promise<readonly string[]>): Promise<void> {
    this.subscribers.set(subscriber, { load, names: new Set(), asked: 0, answered: 0, at: null });
    this.hints.subscribe(topicOf(subscriber), () => void this.refresh(subscriber));
    if (this.timer === null) {
      this.timer = setInterval(() => void this.refreshAll(), FRESH_MS);
      this.timer.unref();
    }
    await this.refresh(subscriber);
  }

  wants(subscriber: string, name: string): boolean {
    const kept = this.subscribers.get(subscriber);
    if (kept === undefined) return false;
    return !isFresh(kept) || kept.names.has(name);
  }

  /** Whether what this subscriber waits for was read lately enough to be believed. */
  isKnown(subscriber: string): boolean {
    const kept = this.subscribers.get(subscriber);
    return kept !== undefined && isFresh(kept);
  }

  /** After a change by this process is committed: known here when it resolves, elsewhere a moment later. */
  async changed(subscriber: string): Promise<void> {
    await this.refresh(subscriber);
    this.hints.publish([topicOf(subscriber)]);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async refreshAll(): Promise<void> {
    await Promise.all([...this.subscribers.keys()].map((subscriber) => this.refresh(subscriber)));
  }

  private async refresh(subscriber: string): Promise<void> {
    const kept = this.subscribers.get(subscriber);
    if (kept === undefined) return;
    try {
      const turn = ++kept.asked;
      const names = new Set(await kept.load());
      if (turn < kept.answered) return;
      Object.assign(kept, { names, answered: turn, at: stopwatchMs() });
    } catch (error) {
      this.log.debug({ event: 'interest.refresh-failed', subscriber, error });
    }
  }
}

function isFresh({ at }: Kept): boolean {
  return at !== null && stopwatchMs() - at <= STALE_MS;
}

function topicOf(subscriber: string): string {
  return `interest:${subscriber}`;
}
