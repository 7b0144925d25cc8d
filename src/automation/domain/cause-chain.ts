import { CAUSE_DEPTH_MAX, CAUSED_RUNS_MAX, type Cause } from '../../kernel/cause.js';

export type Stop = 'cause-depth' | 'cause-breadth' | 'own-change';

/**
 * Why a rule may not run on an event with this cause, or null. A chain ends at depth 10; all that comes of one event ends
 * after 100 runs; and a rule may be set off by its own change once in a chain, not twice.
 * @param runs what has come of the chain's first event so far
 */
export function stopOf(ruleId: string, { depth, ruleIds }: Cause, runs: number): Stop | null {
  if (depth >= CAUSE_DEPTH_MAX) return 'cause-depth';
  const isOwnChange = ruleIds.at(-1) === ruleId;
  const hadOne = ruleIds.some((id, i) => id === ruleId && ruleIds[i - 1] === ruleId);
  if (isOwnChange && hadOne) return 'own-change';
  return depth > 0 && runs >= CAUSED_RUNS_MAX ? 'cause-breadth' : null;
}

/** The cause of what a rule does on an event. */
export function causeAfter(ruleId: string, event: { readonly id: string; readonly cause: Cause }): Cause {
  const { depth, ruleIds, originId } = event.cause;
  return { depth: depth + 1, ruleIds: [...ruleIds, ruleId].slice(-CAUSE_DEPTH_MAX), originId: originId ?? event.id };
}
