import type { ChannelError } from '../channels/index.js';
import type { DeliveryOutcome } from '../desk/index.js';

/** When to try again. */
export interface Due {
  readonly inSeconds: number;
}

/** 5 s, 30 s, 1 m, 5 m, 15 m, 1 h, then every 4 h: two days in all (security reference 3.3). */
const WAITS = [5, 30, 60, 300, 900, 3600];
const LAST_WAIT = 4 * 3600;
const ATTEMPTS = 18;

/**
 * What a failed send means. Postponed only when the provider surely does not have it, or recognises a repeat; when it
 * may have it and would not, the outcome is unknown and a person decides.
 */
export function outcomeOf(
  error: ChannelError,
  facts: { readonly attempt: number; readonly repeatable: boolean },
): { readonly outcome: DeliveryOutcome; readonly due: Due | null } {
  const failed = { fault: { code: error.code, message: error.message }, externalIds: error.sentParts };
  if (error.sent === 'maybe' && !facts.repeatable) return { outcome: { kind: 'unknown', ...failed }, due: null };
  if (error.retry === 'never' || facts.attempt >= ATTEMPTS) return { outcome: { kind: 'failed', ...failed }, due: null };
  const planned = WAITS[facts.attempt - 1] ?? LAST_WAIT;
  return { outcome: { kind: 'postponed', ...failed }, due: { inSeconds: Math.max(planned, error.retryAfterSeconds ?? 0) } };
}
