import type { FactValue, FieldCatalogue } from '../kernel/condition.js';

/** What the compiler of conditions needs of the statement it writes into. */
export interface ConditionPlace {
  /** The field types the condition was checked against. */
  readonly catalogue: FieldCatalogue;
  /** The SQL of "now": `now()`, or a parameter. */
  readonly now: string;
  /** Takes a value into the statement's parameters. @returns its placeholder */
  bind(value: unknown): string;
}

/** The SQL of kernel `fold()`. */
export function folded(sql: string): string {
  return `translate(lower(replace(normalize(${sql}, nfkc), 'İ', 'i')), 'ς', 'σ')`;
}

/** PostgreSQL knows no years before 4713 BC; nothing of ours is older than year 1. */
const EPOCH_MIN = -62_135_596_800_000;

/** Milliseconds since 1970 of a checked instant. */
export function epochOf(value: FactValue): number {
  return Math.max(EPOCH_MIN, Date.parse(String(value)));
}

export function sqlInstant(epochMs: string): string {
  return `to_timestamp(${epochMs}::float8 / 1000)`;
}

export function sqlSpan(minutes: string): string {
  return `make_interval(secs => ${minutes}::float8 * 60)`;
}
