import { Injectable } from '@nestjs/common';
import { type AutomationRow, causeAfter, type Stop } from '../automation/index.js';
import { AutomationFields, type Occasion, RecordAutomationFault, RunAutomation } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { Cause } from '../kernel/cause.js';
import { DomainError } from '../kernel/domain-error.js';
import { causedBy } from '../platform/database/causes.js';
import { mayPass } from '../platform/database/sql-state.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';
import { AutomaticWays } from './automatic-ways.js';

export interface Acting {
  readonly rule: AutomationRow;
  readonly occasion: Occasion;
  readonly cause: Cause;
  /** For a rule by time: the stay of the ticket it acts on. */
  readonly entry: string | null;
  /** What nobody foresaw is written down too, instead of being tried again. */
  readonly givesUp: boolean;
}

const STOPPED: Readonly<Record<Stop, string>> = {
  'cause-depth': 'Rules that set each other off were stopped at depth 10.',
  'cause-breadth': 'One event had led to 100 runs of rules; no more followed.',
  'own-change': 'The rule was set off by its own change again.',
};

/** Lets one rule act on one ticket: a transaction of its own, in the rule's name. */
@Injectable()
export class RuleActs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly verb: RunAutomation,
    private readonly faults: RecordAutomationFault,
    private readonly ways: AutomaticWays,
    private readonly fields: AutomationFields,
    private readonly log: Log,
  ) {}

  /** @returns whether it changed something. @throws what may pass by itself: the database was away */
  async act({ rule, occasion, cause, entry, givesUp }: Acting): Promise<boolean> {
    const way = await this.ways.find(rule, occasion.ticketId);
    const run = { rule, occasion, way, oncePerEntry: entry !== null };
    try {
      return await causedBy(causeAfter(rule.id, { id: occasion.eventId, cause }), () =>
        this.uow.run(systemActor(rule.name), async (tx) => this.verb.execute(tx, { ...run, catalogue: await this.fields.catalogue(tx) })),
      );
    } catch (error) {
      const isRefusal = error instanceof DomainError && error.kind !== 'unavailable';
      if (!isRefusal && !givesUp) throw error;
      if (!isRefusal) this.log.warn({ event: 'automation.failed', ruleId: rule.id, ticketId: occasion.ticketId, error });
      if (mayPass(error) || (error instanceof DomainError && !isRefusal)) {
        // A rule by time comes back to the ticket; an event comes only once, so its job goes on trying.
        if (entry === null) throw error;
        return false;
      }
      const unforeseen = { code: 'automation.unexpected', message: 'The rule failed for a reason we did not foresee.' };
      const fault = isRefusal ? { code: error.code, message: error.message } : unforeseen;
      await this.record({ rule, occasion, outcome: 'failed', fault, entry });
      return false;
    }
  }

  /** The chain of causes forbids it. */
  async stopped(rule: AutomationRow, occasion: Occasion, why: Stop): Promise<void> {
    await this.record({ rule, occasion, outcome: 'stopped', fault: { code: `automation.${why}`, message: STOPPED[why] }, entry: null });
  }

  private async record(fault: Parameters<RecordAutomationFault['execute']>[1]): Promise<void> {
    await this.uow.run(systemActor(fault.rule.name), (tx) => this.faults.execute(tx, fault));
  }
}
