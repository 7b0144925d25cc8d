import type { ClockId } from '../../kernel/id.js';
import {
  type ClockLine,
  type ClockState,
  cancel,
  fulfil,
  giveUp,
  isLive,
  isStanding,
  nextAt,
  nextOfTime,
  pause,
  resume,
  retarget,
  type Step,
  start,
} from './clock.js';
import { type Happening, isBack, isDone, isDueNow, responseOf } from './happening.js';
import { type Book, dutiesOf, METRICS, type Metric, type Policy, pauseFor, policyFor, type Terms, termsOf } from './policy.js';
import { returningOf } from './returning.js';

export interface Reduced {
  /** Every clock that was given or begun, as it now is. */
  readonly clocks: readonly ClockState[];
  readonly lines: readonly ClockLine[];
}

const CAME_BACK = 'the ticket came back';
const PROMISED_AGAIN = 'a policy promises it again';

/** What a decision on a ticket's clocks stands on. */
interface Case extends Happening {
  readonly book: Book;
  readonly policy: Policy | null;
  /** Clocks that go on because their ticket came back, or their policy. */
  readonly returning: ReadonlySet<ClockId>;
  readonly newId: () => ClockId;
}

/**
 * The rules of all clocks, over plain data: what a happening does to the clocks of its ticket.
 * @param clocks the live ones, those given up, and the one of the resolution when it has ended
 */
export function reduceClocks(
  clocks: readonly ClockState[],
  happening: Happening,
  { book, newId }: { readonly book: Book; readonly newId: () => ClockId },
): Reduced {
  const policy = policyFor(book, happening.after, happening.now);
  const about: Case = { ...happening, book, policy, returning: returningOf(clocks, { ...happening, book, policy }), newId };
  const known = clocks.map((clock) => follow(clock, about));
  const begun = METRICS.flatMap((metric) =>
    begin(
      metric,
      known.map((k) => k.clock),
      about,
    ),
  );
  const all = [...known, ...begun];
  return { clocks: all.map((a) => a.clock), lines: all.flatMap((a) => a.lines) };
}

/** Lets time alone pass for a clock. Escalations wait for somebody who can carry them out. */
export function passTime(
  clock: ClockState,
  { book, now, escalates }: { readonly book: Book; readonly now: Date; readonly escalates: boolean },
): Told {
  const told = new Ledger(clock);
  const duties = dutiesOf(book, clock.policyId, clock.metric);
  const time = book.timeOf(clock.calendar);
  for (;;) {
    const waits = told.clock.state === 'breached' && !escalates;
    const step = waits ? null : nextOfTime(told.clock, duties, { time, now });
    if (step === null) break;
    told.take(step);
  }
  return { clock: { ...told.clock, nextAt: nextAt(told.clock, duties, time) }, lines: told.lines };
}

export interface Told {
  readonly clock: ClockState;
  readonly lines: readonly ClockLine[];
}

class Ledger {
  readonly lines: ClockLine[] = [];

  constructor(public clock: ClockState) {}

  take({ clock, line }: Step): void {
    this.clock = clock;
    this.lines.push(line);
  }
}

function follow(given: ClockState, about: Case): Told {
  const passed = passTime(given, { ...about, escalates: false });
  const told = new Ledger(passed.clock);
  told.lines.push(...passed.lines);
  const { metric } = given;
  const end = isLive(told.clock) ? endOf(metric, about) : null;
  const moment = (reason: string) => ({ at: about.now, reason, time: about.book.timeOf(told.clock.calendar) });
  const { goneWhy } = about.after;
  if (goneWhy !== null) {
    if (isLive(told.clock)) told.take(giveUp(told.clock, moment(goneWhy)));
  } else if (about.returning.has(given.id)) {
    told.take(resume(told.clock, dutiesOf(about.book, told.clock.policyId, metric), moment(isBack(about) ? CAME_BACK : PROMISED_AGAIN)));
    adjust(told, about);
  } else if (end !== null) told.take((end.kept ? fulfil : cancel)(told.clock, moment(end.reason)));
  else if (isLive(told.clock)) adjust(told, about);
  else if (metric === 'resolution' && told.clock.fulfilledAt !== null && isReopened(about)) {
    told.take(resume(told.clock, dutiesOf(about.book, told.clock.policyId, metric), moment('the ticket was reopened')));
    adjust(told, about);
  }
  return { clock: told.clock, lines: told.lines };
}

/** Why a clock of this metric ends by what happened, if it does. Machines and notes end nothing. */
function endOf(metric: Metric, about: Case): { readonly kept: boolean; readonly reason: string } | null {
  const { message, after } = about;
  const isAnswer = message?.direction === 'outbound' && !message.automatic;
  if (metric === 'resolution') return isDone(after) ? { kept: true, reason: `the ticket is ${after.statusCategory}` } : null;
  if (isAnswer) return { kept: true, reason: 'a person answered' };
  if (metric !== 'periodic-update' && isWaitMovedAway(about)) return { kept: false, reason: 'what waited for an answer went elsewhere' };
  return isDone(after) ? { kept: false, reason: `the ticket is ${after.statusCategory}` } : null;
}

/** Brings a live clock into line with what is promised now and how the ticket stands. */
function adjust(told: Ledger, about: Case): void {
  const { book, policy, now } = about;
  const { metric } = told.clock;
  if (told.clock.state === 'breached') return stand(told, about);
  const terms = termsOf(book, policy, { ticket: about.after, metric });
  const moment = (reason: string) => ({ at: now, reason, time: book.timeOf(told.clock.calendar) });
  if (terms === null) {
    if (!told.clock.neverPauses) told.take(giveUp(told.clock, moment('no policy promises it any more')));
    return;
  }
  if (!isSame(told.clock, terms))
    told.take(retarget(told.clock, terms, { ...moment(whyChanged(told.clock, terms, about)), next: book.timeOf(terms.calendar) }));
  stand(told, about);
}

/** Pauses or resumes a clock, or the escalations of a breached one, as the ticket's status says. */
function stand(told: Ledger, { book, policy, after, now }: Case): void {
  const { clock } = told;
  const halt = clock.neverPauses ? null : pauseFor(policy, clock.metric, after.statusCategory);
  const moment = (reason: string) => ({ at: now, reason, time: book.timeOf(clock.calendar) });
  if (halt !== null && !isStanding(clock)) told.take(pause(clock, { statusCategory: halt.statusCategory }, moment(halt.reason)));
  if (halt === null && isStanding(clock))
    told.take(resume(clock, dutiesOf(book, clock.policyId, clock.metric), moment(`the ticket is ${after.statusCategory}`)));
}

function begin(metric: Metric, known: readonly ClockState[], about: Case): readonly Told[] {
  const { book, policy, after, ticketId, now } = about;
  const occasion = occasionOf(metric, about);
  const terms = termsOf(book, policy, { ticket: after, metric });
  const isKnown = known.some(
    (clock) => clock.metric === metric && (isLive(clock) || (clock.fulfilledAt !== null && metric === 'resolution')),
  );
  if (occasion === null || terms === null || isKnown) return [];
  const first = start({ id: about.newId(), ticketId, metric }, terms, {
    at: occasion.since,
    reason: occasion.reason,
    time: book.timeOf(terms.calendar),
  });
  const told = new Ledger(first.clock);
  told.lines.push(first.line);
  if (occasion.since < now) {
    const passed = passTime(told.clock, { book, now, escalates: false });
    told.clock = passed.clock;
    told.lines.push(...passed.lines);
  }
  if (told.clock.state === 'running') stand(told, about);
  return [{ clock: told.clock, lines: told.lines }];
}

interface Occasion {
  readonly since: Date;
  readonly reason: string;
}

/** Whether what happened is what a promise of this metric begins with. */
function occasionOf(metric: Metric, about: Case): Occasion | null {
  const { before, after, message, now } = about;
  if (isDone(after) || after.goneWhy !== null) return null;
  if (isBack(about)) return metric !== 'periodic-update' && isDueNow(metric, after) ? { since: now, reason: CAME_BACK } : null;
  if (before !== null && isNewlyPromised(metric, about)) {
    const since = metric === 'resolution' ? after.createdAt : metric === responseOf(after) ? after.waitingSince : null;
    return since === null ? null : { since, reason: 'a policy promises it from now on; time that passed counts' };
  }
  switch (metric) {
    case 'resolution':
      return before === null ? { since: now, reason: 'the ticket was opened' } : null;
    case 'periodic-update':
      return message?.direction === 'outbound' && !message.automatic
        ? { since: now, reason: 'a person wrote; the next word is due' }
        : null;
    case 'first-response':
    case 'next-response': {
      const isWait = after.waitingSince !== null && (before === null || before.waitingSince === null || isReopened(about));
      if (!isWait || metric !== responseOf(after)) return null;
      if (message === null && !isReopened(about) && after.waitingSince !== null)
        return { since: after.waitingSince, reason: 'a customer who waits came from another ticket' };
      return {
        since: now,
        reason: before === null ? 'the customer opened the ticket' : message === null ? 'the ticket was reopened' : 'the customer wrote',
      };
    }
  }
}

/** A change of the ticket brought it under a promise that it did not have. */
function isNewlyPromised(metric: Metric, { before, after, book, policy, now }: Case): boolean {
  if (before === null || termsOf(book, policy, { ticket: after, metric }) === null) return false;
  return termsOf(book, policyFor(book, before, now), { ticket: before, metric }) === null;
}

function isReopened({ before, after }: Case): boolean {
  return before !== null && isDone(before) && !isDone(after);
}

/** Not answered: the messages that waited are part of another ticket now. */
function isWaitMovedAway({ before, after, message }: Case): boolean {
  return message === null && before !== null && before.waitingSince !== null && after.waitingSince === null;
}

function isSame(clock: ClockState, terms: Terms): boolean {
  const { calendar } = clock;
  const sameCalendar = calendar?.id === terms.calendar?.id && calendar?.version === terms.calendar?.version;
  return clock.policyId === terms.policyId && clock.targetMinutes === terms.targetMinutes && sameCalendar;
}

function whyChanged(clock: ClockState, terms: Terms, { before, after }: Case): string {
  if (clock.policyId !== terms.policyId) return `policy “${terms.policyName}” applies now`;
  if (before !== null && before.priority !== after.priority) return `the priority is ${after.priority} now`;
  return clock.targetMinutes === terms.targetMinutes ? 'the calendar was changed' : 'the policy was changed';
}
