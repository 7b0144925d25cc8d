/**
 * What led to an event: how many automations stand between it and something a person or the outside did, and which.
 * Handed on from job to job, so that rules which set each other off come to an end.
 */
export interface Cause {
  /** 0: no automation had a hand in it. */
  readonly depth: number;
  /** The rules of the chain, oldest first. */
  readonly ruleIds: readonly string[];
  /** The event that began it; null: this one begins. */
  readonly originId: string | null;
}

export const NO_CAUSE: Cause = { depth: 0, ruleIds: [], originId: null };

/** A chain longer than this is a loop; the rules further on do not run. */
export const CAUSE_DEPTH_MAX = 10;

/** Several rules on one event branch the chain: so many runs in all may come of one event. */
export const CAUSED_RUNS_MAX = 100;
