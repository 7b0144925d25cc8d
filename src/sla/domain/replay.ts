import type { CalendarId, ClockId } from '../../kernel/id.js';
import type { Hours } from './calendar/hours.js';
import { WorkingTime } from './calendar/working-time.js';
import { type ClockState, isLive } from './clock.js';
import type { Happening } from './happening.js';
import type { Book, CalendarRef, Metric, Policy } from './policy.js';
import { passTime, reduceClocks } from './ticket-clocks.js';

/** `open`: neither kept nor missed yet. */
export type Outcome = 'met' | 'breached' | 'open' | 'cancelled';

export interface ReplayedClock {
  readonly metric: Metric;
  readonly policyId: string;
  readonly outcome: Outcome;
}

/** Versions that are tried out are none that exist. */
const TRIED = -1;

/** The book with other policies and other hours, as if they had been there all the time. */
export function tryOut(
  book: Book,
  changes: { readonly policies: readonly Policy[]; readonly calendars: ReadonlyMap<CalendarId, Hours> },
): Book {
  const tried = new Map([...changes.calendars].map(([id, hours]) => [id, new WorkingTime(hours)]));
  const refs = [...tried.keys()].map((id): [CalendarId, CalendarRef] => [id, { id, version: TRIED }]);
  return {
    ...book,
    policies: changes.policies,
    calendars: new Map([...book.calendars, ...refs]),
    timeOf: (calendar) => (calendar?.version === TRIED ? tried.get(calendar.id) : undefined) ?? book.timeOf(calendar),
  };
}

/** What would have become of a ticket's clocks. Priorities that escalations raised are part of its history already. */
export function replay(
  happenings: readonly Happening[],
  { book, until }: { readonly book: Book; readonly until: Date },
): readonly ReplayedClock[] {
  const clocks = new Map<ClockId, ClockState>();
  let counter = 0;
  const newId = () => String(++counter) as ClockId;
  for (const happening of happenings) {
    const followed = [...clocks.values()].filter((clock) => isLive(clock) || clock.givenUp || clock.metric === 'resolution');
    for (const clock of reduceClocks(followed, happening, { book, newId }).clocks) clocks.set(clock.id, clock);
  }
  return [...clocks.values()].map((clock) => {
    const last = isLive(clock) ? passTime(clock, { book, now: until, escalates: false }).clock : clock;
    return { metric: last.metric, policyId: last.policyId, outcome: outcomeOf(last) };
  });
}

interface Ended {
  readonly state: string;
  readonly breachedAt: Date | null;
  readonly fulfilledAt: Date | null;
}

export function outcomeOf({ state, breachedAt, fulfilledAt }: Ended): Outcome {
  if (breachedAt !== null) return 'breached';
  if (fulfilledAt !== null) return 'met';
  return state === 'cancelled' ? 'cancelled' : 'open';
}
