import type { Metric } from '../policy.js';

/** How a language says why a clock is due when it is. Instants come in words: `10:35`, or with their day (`at`). */
export interface ClockWords {
  readonly locale: string;
  readonly metrics: Readonly<Record<Metric, string>>;
  readonly statuses: Readonly<Record<string, string>>;
  /** What ledgers give as reasons, as the desk writes them: in English. What is not here is an administrator's own. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly reasonPatterns: readonly (readonly [RegExp, (...found: readonly string[]) => string])[];
  at(time: string, day: string): string;
  span(hours: number, minutes: number): string;
  due(metric: string, at: string, zone: string, isPast: boolean): string;
  notDue(metric: string, zone: string, isPaused: boolean): string;
  promise(minutes: number, policy: string, from: string): string;
  paused(span: string, status: string): string;
  retargeted(at: string, reason: string): string;
  done(at: string, how: 'in time' | 'late'): string;
  givenUp(at: string, isMissed: boolean): string;
  readonly missed: string;
  whole(due: string, parts: readonly string[]): string;
}
