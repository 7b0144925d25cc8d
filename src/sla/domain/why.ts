import { localDate, localTime } from './calendar/zone.js';
import type { ClockLine, ClockState } from './clock.js';
import type { Metric } from './policy.js';

const NAMES: Readonly<Record<Metric, string>> = {
  'first-response': 'First response',
  'next-response': 'Next response',
  resolution: 'Resolution',
  'periodic-update': 'Periodic update',
};

export interface Explained {
  readonly clock: Pick<
    ClockState,
    'metric' | 'state' | 'targetMinutes' | 'startedAt' | 'consumedMs' | 'dueAt' | 'breachedAt' | 'fulfilledAt' | 'endedAt'
  >;
  /** In order. */
  readonly lines: readonly Pick<ClockLine, 'kind' | 'at' | 'reason' | 'details'>[];
  readonly policyName: string;
  readonly timeZone: string;
  readonly now: Date;
}

/** Why a clock is due when it is, in one sentence for people. */
export function whyDue({ clock, lines, policyName, timeZone, now }: Explained): string {
  const started = clock.startedAt;
  const at = (instant: Date) => {
    const sameDay = localDate(instant, timeZone) === localDate(started, timeZone);
    return sameDay ? localTime(instant, timeZone) : `${localTime(instant, timeZone)} on ${localDate(instant, timeZone)}`;
  };
  const verb = clock.endedAt !== null || (clock.dueAt !== null && clock.dueAt <= now) ? 'was' : 'is';
  const start =
    now.getTime() - started.getTime() > 86_400_000
      ? `${localTime(started, timeZone)} on ${localDate(started, timeZone)}`
      : localTime(started, timeZone);
  const promise = `${amount(clock.targetMinutes)} of policy “${policyName}” from ${start}`;
  // What paused after the breach moved no due time: only escalations waited.
  const breached = lines.findIndex(({ kind }) => kind === 'breached');
  const parts = [
    ...pauses(breached < 0 ? lines : lines.slice(0, breached), clock.endedAt ?? now),
    ...retargets(lines, at),
    ...outcome(clock, at),
  ];
  const due =
    clock.dueAt === null
      ? `has no due time ${clock.state === 'paused' ? 'while it is paused' : 'now'} (${timeZone})`
      : `${verb} due at ${at(clock.dueAt)} (${timeZone})`;
  return `${NAMES[clock.metric]} ${due}: ${[promise, ...parts].join(', ')}.`;
}

function amount(minutes: number): string {
  return minutes === 1 ? '1 working minute' : `${minutes} working minutes`;
}

/** How long it stood still, by what it stood for. Until the end of the clock's life where nothing resumed it. */
function pauses(lines: Explained['lines'], until: Date): readonly string[] {
  const sums = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    if (line.kind !== 'paused') continue;
    const next = lines.slice(i + 1).find((l) => l.kind === 'resumed' || l.kind === 'fulfilled' || l.kind === 'cancelled');
    const status = String(line.details['statusCategory'] ?? line.reason);
    const ms = (next?.at ?? until).getTime() - line.at.getTime();
    sums.set(status, (sums.get(status) ?? 0) + ms);
  }
  return [...sums].map(([status, ms]) => `paused ${span(ms)} while ${status.replaceAll('_', ' ')}`);
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function retargets(lines: Explained['lines'], at: (instant: Date) => string): readonly string[] {
  return lines
    .filter((line) => line.kind === 'retargeted')
    .slice(-3)
    .map((line) => `retargeted at ${at(line.at)} because ${line.reason}`);
}

function outcome({ state, breachedAt, fulfilledAt, endedAt }: Explained['clock'], at: (instant: Date) => string): readonly string[] {
  if (fulfilledAt !== null) return [`done at ${at(fulfilledAt)}${breachedAt === null ? ' in time' : ', late'}`];
  if (endedAt !== null) return [`${state === 'breached' ? 'missed and ' : ''}given up at ${at(endedAt)}`];
  return breachedAt === null ? [] : ['missed'];
}
