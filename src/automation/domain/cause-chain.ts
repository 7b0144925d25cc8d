import { CAUSE_DEPTH_MAX, type Cause } from '../../kernel/cause.js';

export type Verdict = 'may-run' | 'cause-depth' | 'own-change';

/**
 * May a rule run on an event with this cause? A chain ends at depth 10; and a rule may be set off by its own change once
 * in a chain, not twice.
 */
export function mayRun(ruleId: string, { depth, ruleIds }: Cause): Verdict {
  if (depth >= CAUSE_DEPTH_MAX) return 'cause-depth';
  const isOwnChange = ruleIds.at(-1) === ruleId;
  const hadOne = ruleIds.some((id, i) => id === ruleId && ruleIds[i - 1] === ruleId);
  return isOwnChange && hadOne ? 'own-change' : 'may-run';
}

/** The cause of what a rule does. */
export function causeAfter(ruleId: string, { depth, ruleIds }: Cause): Cause {
  return { depth: depth + 1, ruleIds: [...ruleIds, ruleId].slice(-CAUSE_DEPTH_MAX) };
}
