import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interest } from '../platform/database/interest.js';
import { Log } from '../platform/logging/log.js';
import { TRIGGERS } from './domain/triggers.js';
import { AutomationRepository, type AutomationRow } from './store/automation.repository.js';

/** A rule changed by another process takes effect here within this span. */
const REFRESH_MS = 1_000;
const SUBSCRIBER = 'automation';

/** The enabled rules on events, kept in memory, and through them which events lead to a job at all. */
@Injectable()
export class ActiveRules implements OnModuleInit, OnModuleDestroy {
  private rules: readonly AutomationRow[] = [];
  private timer: NodeJS.Timeout | null = null;
  private asked = 0;
  private answered = 0;

  constructor(
    private readonly repository: AutomationRepository,
    private readonly interest: Interest,
    private readonly log: Log,
  ) {
    // Until the rules are known every event might be wanted.
    this.interest.set(SUBSCRIBER, new Set(TRIGGERS));
  }

  async onModuleInit(): Promise<void> {
    await this.refreshOrLater();
    this.timer = setInterval(() => void this.refreshOrLater(), REFRESH_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** In order. */
  waitingFor(eventName: string): readonly AutomationRow[] {
    return this.rules.filter((rule) => rule.events.includes(eventName));
  }

  /** After a change by this process, when it is committed. */
  async refresh(): Promise<void> {
    const turn = ++this.asked;
    const rules = await this.repository.enabled();
    if (turn < this.answered) return; // a later look was quicker
    this.answered = turn;
    this.rules = rules;
    this.interest.set(SUBSCRIBER, new Set(rules.flatMap((rule) => rule.events)));
  }

  private async refreshOrLater(): Promise<void> {
    try {
      await this.refresh();
    } catch (error) {
      this.log.debug({ event: 'automation.refresh-failed', error });
    }
  }
}
