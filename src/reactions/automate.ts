import { Injectable } from '@nestjs/common';
import { ActiveRules, type AutomationRow, stopOf } from '../automation/index.js';
import { automationFacts, type Occasion, RULE_FIELDS } from '../desk/index.js';
import { holds } from '../kernel/condition.js';
import type { RunningJob } from '../platform/jobs/job-handlers.js';
import { AutomationLogView } from '../views/automation-log.js';
import { AutomationSubjectView, type Subject } from '../views/automation-subject.js';
import { type Occurred, occurredIn } from './occurred.js';
import { RuleActs } from './rule-acts.js';

/** From this attempt on a failure that nobody foresaw is written down, so that the rules after it get their turn. */
const GIVES_UP_AT = 4;

/** Job `automate`: the rules that wait for an event, in their order, each seeing what those before it changed. */
@Injectable()
export class Automate {
  constructor(
    private readonly rules: ActiveRules,
    private readonly subjects: AutomationSubjectView,
    private readonly log: AutomationLogView,
    private readonly acts: RuleActs,
  ) {}

  async run(payload: Readonly<Record<string, unknown>>, job: RunningJob): Promise<void> {
    const event = occurredIn(payload);
    const rules = event === null ? [] : this.rules.waitingFor(event.name).filter((rule) => !event.askedIds.includes(rule.id));
    if (event === null || rules.length === 0) return;
    const left = job.attempt === 1 ? rules : await this.afterThoseThatRan(rules, event);
    let subject = await this.subjects.find(event.ticketId, event.messageId);
    for (const rule of left) {
      if (subject === null) return;
      if (!isMet(rule, subject, event)) continue;
      const hasChanged = await this.apply(rule, event, job.attempt >= GIVES_UP_AT);
      if (hasChanged) subject = await this.subjects.find(event.ticketId, event.messageId);
    }
  }

  private async apply(rule: AutomationRow, event: Occurred, givesUp: boolean): Promise<boolean> {
    const occasion = occasionOf(event);
    // What people and the outside do is never counted.
    const runs = event.cause.depth === 0 ? 0 : await this.log.countOfOrigin(occasion.originId);
    const stop = stopOf(rule.id, event.cause, runs);
    if (stop === null) return this.acts.act({ rule, occasion, cause: event.cause, entry: null, givesUp });
    await this.acts.stopped(rule, occasion, stop);
    return false;
  }

  /** A job that is done again goes on where it was cut off: rules before the last one that ran had their turn. */
  private async afterThoseThatRan(rules: readonly AutomationRow[], event: Occurred): Promise<readonly AutomationRow[]> {
    const ran = new Set(await this.log.ofEvent(event.id));
    return rules.slice(rules.findLastIndex((rule) => ran.has(rule.id)) + 1);
  }
}

/** A look without a lock; the verb looks again under it. */
function isMet(rule: AutomationRow, { ticket, message }: Subject, event: Occurred): boolean {
  return holds(rule.condition, automationFacts(ticket, message, event.changes), { now: event.at, catalogue: RULE_FIELDS });
}

function occasionOf(event: Occurred): Occasion {
  const { id, name, ticketId, messageId, changes, cause } = event;
  return { eventId: id, eventName: name, ticketId, messageId, changes, depth: cause.depth, originId: cause.originId ?? id };
}
