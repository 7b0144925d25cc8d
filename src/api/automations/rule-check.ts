import { Injectable } from '@nestjs/common';
import { type Action, namesIn, parseActions, RULE_ACTIONS } from '../../automation/settings.js';
import { automationFields } from '../../desk/index.js';
import { ALWAYS, type Condition } from '../../kernel/condition.js';
import { parseCondition } from '../../kernel/condition-check.js';
import { DomainError } from '../../kernel/domain-error.js';
import { PRIORITIES } from '../../tickets/settings.js';
import { ConditionValues } from '../shared/condition-values.js';
import { NamedThingsCheck } from './named-things-check.js';

/** A rule as somebody gave it. */
export interface GivenRule {
  readonly events?: readonly string[];
  readonly everyMinutes?: number | null;
  readonly condition: unknown;
  readonly actions: unknown;
}

/** A rule of which everything it names exists. */
export interface CheckedRule {
  readonly events: readonly string[];
  readonly everyMinutes: number | null;
  readonly condition: Condition;
  readonly actions: readonly Action[];
}

@Injectable()
export class RuleCheck {
  constructor(
    private readonly named: NamedThingsCheck,
    private readonly values: ConditionValues,
  ) {}

  /**
   * @throws DomainError `automation.no-start`, `condition.invalid`, `action.invalid`, `template.unknown-placeholder`,
   * `template.malformed`, `condition.unknown-value`, `automation.unknown-name`, and what {@link NamedThingsCheck.checkActions} refuses (all 422)
   */
  async check({ events = [], everyMinutes = null, condition, actions }: GivenRule): Promise<CheckedRule> {
    if ((everyMinutes === null) === (events.length === 0))
      throw new DomainError(
        'unprocessable',
        'automation.no-start',
        'A rule waits for events, or looks every so many minutes: one of both.',
      );
    // A rule by time has no event at hand: it asks of the ticket only.
    const ticket = await this.named.catalogue();
    const checked = parseCondition(condition, everyMinutes === null ? automationFields(ticket) : ticket);
    const rules = { allowed: RULE_ACTIONS, priorities: PRIORITIES, fields: await this.named.fields(), mayNameMe: false };
    const done = parseActions(actions, rules);
    await this.values.check(checked);
    await this.named.check(namesIn(ALWAYS, done));
    await this.named.checkActions(done);
    return { events, everyMinutes, condition: checked, actions: done };
  }
}
