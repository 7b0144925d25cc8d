import { type Asking, type Comparison, type Condition, type Facts, type FactValue, holds } from '../../kernel/condition.js';

/** One comparison of a condition, with what it was asked of and how it came out. */
export interface Answered extends Comparison {
  readonly fact: FactValue;
  readonly holds: boolean;
}

const FACT_MAX = 120;
/** What customers and agents said is not copied into a log. */
const UNTOLD = new Set(['message.text']);

/** Every comparison of a condition and its answer, for the log: why a rule ran. */
export function verdictOf(condition: Condition, facts: Facts, asking: Asking): readonly Answered[] {
  if ('all' in condition) return condition.all.flatMap((part) => verdictOf(part, facts, asking));
  if ('any' in condition) return condition.any.flatMap((part) => verdictOf(part, facts, asking));
  if ('not' in condition) return verdictOf(condition.not, facts, asking);
  return [{ ...condition, fact: told(condition.field, facts), holds: holds(condition, facts, asking) }];
}

function told(field: string, facts: Facts): FactValue {
  const fact = facts[field] ?? null;
  if (UNTOLD.has(field)) return null;
  return typeof fact === 'string' ? fact.slice(0, FACT_MAX) : fact;
}
