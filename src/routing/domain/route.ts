import {
  type Asking,
  type Comparison,
  type Condition,
  type Facts,
  type FieldCatalogue,
  holds,
  isComparison,
} from '../../kernel/condition.js';
import type { RoutingRuleId, TeamId } from '../../kernel/id.js';
import type { SkillNeed } from './candidate.js';

/** What routing adds to the facts of a ticket and its first message. */
export const ROUTING_FIELDS: FieldCatalogue = { detectedLanguage: { kind: 'choice' } };

/** Null leaves what is there. */
export interface RuleActions {
  readonly team: { readonly id: TeamId; readonly name: string } | null;
  /** low, normal, high, urgent */
  readonly priority: string | null;
  readonly category: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly skills: readonly SkillNeed[];
}

export interface RoutingRule {
  readonly id: RoutingRuleId;
  readonly name: string;
  readonly continues: boolean;
  readonly conditions: Condition;
  readonly actions: RuleActions;
}

/** What became of one rule. */
export interface Looked {
  readonly ruleId: RoutingRuleId;
  readonly name: string;
  readonly matched: boolean;
  /** The comparison that failed; null when it matched. */
  readonly because: string | null;
}

export interface Routed extends RuleActions {
  /** The rules that matched and the first that did not, in order. */
  readonly looked: readonly Looked[];
  /** How many more were looked at and did not match. */
  readonly passedOver: number;
}

const LOOKED_MAX = 10;
const WORDS_MAX = 120;

/** Runs a new ticket through the rules: the first that holds wins, unless it says to go on. Each sees what those before it changed. */
export function route(rules: readonly RoutingRule[], given: Facts, asking: Asking): Routed {
  let facts = given;
  let result: RuleActions = { team: null, priority: null, category: null, language: null, tags: [], skills: [] };
  const looked: Looked[] = [];
  let passedOver = 0;
  for (const rule of rules) {
    const matched = holds(rule.conditions, facts, asking);
    if (!matched && looked.length >= LOOKED_MAX) passedOver += 1;
    else looked.push({ ruleId: rule.id, name: rule.name, matched, because: matched ? null : whyNot(rule.conditions, facts, asking) });
    if (!matched) continue;
    result = applied(result, rule.actions);
    facts = { ...facts, ...factsOf(result, given) };
    if (!rule.continues) break;
  }
  return { ...result, looked, passedOver };
}

function applied(before: RuleActions, rule: RuleActions): RuleActions {
  const levels = new Map(before.skills.map((s) => [s.skillId, s.level]));
  for (const { skillId, level } of rule.skills) levels.set(skillId, Math.max(level, levels.get(skillId) ?? 0));
  return {
    team: rule.team ?? before.team,
    priority: rule.priority ?? before.priority,
    category: rule.category ?? before.category,
    language: rule.language ?? before.language,
    tags: [...new Set([...before.tags, ...rule.tags])],
    skills: [...levels].map(([skillId, level]) => ({ skillId, level })),
  };
}

function factsOf({ team, priority, category, language, tags }: RuleActions, given: Facts): Facts {
  const before = given['tags'];
  return {
    ...(team === null ? {} : { teamId: team.id }),
    ...(priority === null ? {} : { priority }),
    ...(category === null ? {} : { category }),
    ...(language === null ? {} : { language }),
    tags: [...new Set([...(Array.isArray(before) ? before : []), ...tags])],
  };
}

/** The part that failed, in words. Never the fact itself: a decision must not keep what a customer wrote. */
function whyNot(condition: Condition, facts: Facts, asking: Asking): string {
  return cut(failing(condition, facts, asking));
}

function failing(condition: Condition, facts: Facts, asking: Asking): string {
  if (isComparison(condition)) return `not so: ${worded(condition)}`;
  if ('not' in condition) return 'what it excludes is so';
  if ('any' in condition) return condition.any.length === 0 ? 'it names nothing that could be so' : 'none of its alternatives is so';
  const part = condition.all.find((one) => !holds(one, facts, asking));
  return part === undefined ? '' : failing(part, facts, asking);
}

function worded({ field, operator, value }: Comparison): string {
  const shown = Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value);
  return `${field} ${operator.replaceAll('-', ' ')} ${shown}`.trimEnd();
}

function cut(text: string): string {
  return text.length <= WORDS_MAX ? text : `${text.slice(0, WORDS_MAX - 1).toWellFormed()}…`;
}
