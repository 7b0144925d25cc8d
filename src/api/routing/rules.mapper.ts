import type { FieldCatalogue } from '../../kernel/condition.js';
import { parseCondition } from '../../kernel/condition-check.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { SkillId, TeamId } from '../../kernel/id.js';
import { ROUTING_FIELDS, type RuleFacts, type RuleRow } from '../../routing/settings.js';
import { MESSAGE_FIELDS } from '../../tickets/settings.js';
import type { RuleActionsDto, RuleAnswer, RuleInput } from './rules.dto.js';

/** What rules may ask of a new ticket. @param ticket what can be asked of every ticket */
export function ruleFields(ticket: FieldCatalogue): FieldCatalogue {
  return { ...ticket, ...MESSAGE_FIELDS, ...ROUTING_FIELDS };
}

/** @param ticket what can be asked of every ticket @throws DomainError `condition.invalid`, `routing-rule.does-nothing` */
export function ruleFacts(input: Omit<RuleInput, 'position'>, ticket: FieldCatalogue): RuleFacts {
  const actions = actionsOf(input.actions);
  const { teamId, priority, category, language, tags, skills } = actions;
  if ([teamId, priority, category, language].every((one) => one === null) && tags.length === 0 && skills.length === 0)
    throw new DomainError('unprocessable', 'routing-rule.does-nothing', 'A rule needs at least one action.');
  return {
    name: input.name,
    enabled: input.enabled ?? true,
    continues: input.continue ?? false,
    conditions: parseCondition(input.conditions, ruleFields(ticket)),
    ...actions,
  };
}

function actionsOf(given: RuleActionsDto): Pick<RuleFacts, 'teamId' | 'priority' | 'category' | 'language' | 'tags' | 'skills'> {
  return {
    teamId: (given.teamId ?? null) as TeamId | null,
    priority: given.priority ?? null,
    category: given.category ?? null,
    language: given.language ?? null,
    tags: [...new Set(given.tags)],
    skills: (given.skills ?? []).map(({ skillId, level }) => ({ skillId: skillId as SkillId, level })),
  };
}

/** A rule as it would have to be sent. */
export function ruleInput(row: RuleFacts): Omit<RuleInput, 'position'> {
  const { name, enabled, continues, conditions } = row;
  return { name, enabled, continue: continues, conditions: { ...conditions }, actions: actionsAnswer(row) };
}

export function ruleAnswer(row: RuleRow): RuleAnswer {
  return {
    id: row.id,
    position: row.position,
    name: row.name,
    enabled: row.enabled,
    continue: row.continues,
    conditions: row.conditions,
    actions: actionsAnswer(row),
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}

export function actionsAnswer({
  teamId,
  priority,
  category,
  language,
  tags,
  skills,
}: Pick<RuleFacts, 'teamId' | 'priority' | 'category' | 'language' | 'tags' | 'skills'>): RuleActionsDto {
  return {
    teamId,
    priority: (priority as RuleActionsDto['priority']) ?? null,
    category,
    language,
    tags: [...tags],
    skills: skills.map((s) => ({ ...s })),
  };
}
