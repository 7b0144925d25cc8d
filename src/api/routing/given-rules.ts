import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../kernel/condition.js';
import { DomainError } from '../../kernel/domain-error.js';
import { newId, type RoutingRuleId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { type RoutingRule, RuleRepository, ruleOf } from '../../routing/settings.js';
import { TicketFields } from '../../tickets/settings.js';
import type { RuleInput } from './rules.dto.js';
import { ruleFacts, ruleFields } from './rules.mapper.js';

/** Rules that somebody only thinks of, or else those there are. */
@Injectable()
export class GivenRules {
  constructor(
    private readonly rules: RuleRepository,
    private readonly fields: TicketFields,
  ) {}

  /**
   * Values that are not there any more are let be: the rules there are, sent along with one that is typed, may ask for them.
   * @throws DomainError `routing-rule.unknown-target`, `routing-rule.does-nothing`, `condition.invalid`
   */
  async of(
    tx: Tx,
    given: readonly RuleInput[] | undefined,
  ): Promise<{ readonly rules: readonly RoutingRule[]; readonly catalogue: FieldCatalogue }> {
    const fields = await this.fields.catalogue(tx);
    const thought = given?.map((rule) => ({ ...ruleFacts(rule, fields), id: newId<RoutingRuleId>() }));
    for (const rule of thought ?? []) {
      const missing = await this.rules.missingTarget(tx, rule);
      if (missing !== null) throw new DomainError('unprocessable', 'routing-rule.unknown-target', `There is no ${missing}.`, { missing });
    }
    const rules = thought?.filter((rule) => rule.enabled).map((rule) => ruleOf(rule, null)) ?? (await this.rules.enabled(tx));
    return { rules, catalogue: ruleFields(fields) };
  }
}
