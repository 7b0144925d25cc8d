import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interest } from '../platform/interest/interest.js';
import { AutomationRepository, type AutomationRow } from './store/automation.repository.js';

const SUBSCRIBER = 'automation';

/** The enabled rules on events, kept in memory, and through them which events lead to a job at all. */
@Injectable()
export class ActiveRules implements OnModuleInit {
  private rules: readonly AutomationRow[] = [];
  private asked = 0;
  private answered = 0;

  constructor(
    private readonly repository: AutomationRepository,
    private readonly interest: Interest,
  ) {}

  onModuleInit(): Promise<void> {
    return this.interest.register(SUBSCRIBER, () => this.wanted());
  }

  /** In order. */
  waitingFor(eventName: string): readonly AutomationRow[] {
    return this.rules.filter((rule) => rule.events.includes(eventName));
  }

  /** False while they could not be read: there may be others. */
  areKnown(): boolean {
    return this.interest.isKnown(SUBSCRIBER);
  }

  /** After a change by this process, when it is committed. */
  refresh(): Promise<void> {
    return this.interest.changed(SUBSCRIBER);
  }

  private async wanted(): Promise<readonly string[]> {
    const turn = ++this.asked;
    const rules = await this.repository.enabled();
    if (turn >= this.answered) {
      this.answered = turn;
      this.rules = rules;
    }
    return this.rules.flatMap((rule) => rule.events);
  }
}
