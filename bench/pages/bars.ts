import { figures, rounded } from '../load.js';

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export function spread(took: readonly number[]): Spread {
  const { p50, p95 } = figures(1, took, 1);
  return { p50, p95, max: rounded(Math.max(...took)) };
}

/** What is promised of a page, beside what was seen. */
export function atMost(bar: number, seen: number, unit: string): { readonly bar: string; readonly holds: boolean } {
  return { bar: `${rounded(seen)} <= ${bar} ${unit}`, holds: seen <= bar };
}
