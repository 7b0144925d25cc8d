import type { ClockId } from '../../kernel/id.js';
import { type ClockState, isLive } from './clock.js';
import { type Happening, isBack, isDone, isDueNow } from './happening.js';
import { type Book, METRICS, type Metric, type Policy, type PromisedTicket, termsOf } from './policy.js';

/** Of each metric the clock that was given up last, if there is still something to promise. */
export function returningOf(
  clocks: readonly ClockState[],
  about: Happening & { readonly book: Book; readonly policy: Policy | null },
): ReadonlySet<ClockId> {
  const { before, after, book, policy } = about;
  if (isDone(after) || after.goneWhy !== null) return new Set();
  const due = METRICS.filter((metric) => isDueNow(metric, after));
  const lastOf = (metric: Metric) => clocks.findLast((clock) => clock.metric === metric && clock.givenUp);
  if (isBack(about)) return new Set(due.flatMap((metric) => lastOf(metric)?.id ?? []));
  if (before !== after) return new Set();
  const again = due.filter(
    (metric) =>
      termsOf(book, policy, { ticket: after, metric }) !== null && !clocks.some((clock) => clock.metric === metric && isLive(clock)),
  );
  return new Set(again.flatMap((metric) => lastOf(metric) ?? []).flatMap((clock) => (isOfThisWait(clock, after) ? clock.id : [])));
}

/** Not of one before, which was answered while nothing was promised. The next word is due anew when a person writes. */
function isOfThisWait({ metric, startedAt }: ClockState, { waitingSince }: PromisedTicket): boolean {
  if (metric === 'periodic-update') return false;
  return metric === 'resolution' || (waitingSince !== null && startedAt >= waitingSince);
}
