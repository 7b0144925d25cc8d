import { plusMinutes } from '../../kernel/clock.js';

/** After so many failures in a row the endpoint is left alone, but for single probes. */
export const FAILURES_UNTIL_PAUSE = 5;
/** How long a delivery is tried, and how long an endpoint may fail, before it is given up. */
export const PATIENCE_MINUTES = 5 * 24 * 60;
const PROBE_MINUTES = [0.5, 1, 2, 5, 10] as const;
const PROBE_LAST_MINUTES = 15;

/** How an endpoint fares; the circuit breaker. */
export interface Health {
  readonly failures: number;
  /** First failure since it last worked. */
  readonly failingSince: Date | null;
  /** Nothing is sent before; then one delivery, as a probe. */
  readonly pausedUntil: Date | null;
}

export const HEALTHY: Health = { failures: 0, failingSince: null, pausedUntil: null };

export function isBroken({ failures }: Health): boolean {
  return failures >= FAILURES_UNTIL_PAUSE;
}

export function afterFailure(before: Health, now: Date): Health {
  const failures = before.failures + 1;
  const probes = failures - FAILURES_UNTIL_PAUSE;
  const pausedUntil = probes < 0 ? null : plusMinutes(now, PROBE_MINUTES[probes] ?? PROBE_LAST_MINUTES);
  return { failures, failingSince: before.failingSince ?? now, pausedUntil };
}

/** It has failed, and never worked in between, for so long that somebody must look at it. */
export function isHopeless({ failingSince }: Health, now: Date): boolean {
  return failingSince !== null && plusMinutes(failingSince, PATIENCE_MINUTES) <= now;
}
