import type { ClockId, SlaPolicyId, TicketId } from '../../kernel/id.js';
import type { WorkingTime } from './calendar/working-time.js';
import type { CalendarRef, Metric, Terms } from './policy.js';

export type ClockStanding = 'running' | 'paused' | 'fulfilled' | 'breached' | 'cancelled';

/** One promise on a ticket. It ends when it is fulfilled or cancelled; a breach is a fact that stays, fulfilled late or not. */
export interface ClockState {
  readonly id: ClockId;
  readonly ticketId: TicketId;
  readonly metric: Metric;
  readonly state: ClockStanding;
  readonly policyId: SlaPolicyId;
  readonly targetMinutes: number;
  readonly calendar: CalendarRef | null;
  readonly startedAt: Date;
  /** Since when time runs that is not in `consumedMs` yet; null while it does not run. */
  readonly countedAt: Date | null;
  readonly consumedMs: number;
  /** Null while paused, and when it lies decades ahead. */
  readonly dueAt: Date | null;
  /** When time alone makes the next difference: a warning, the breach, an escalation. */
  readonly nextAt: Date | null;
  readonly warnedPercent: number;
  /** How many escalations were carried out. */
  readonly escalated: number;
  /** Time since the breach that counts towards escalations, without what is since `overdueFrom`. */
  readonly overdueMs: number;
  /** Null while escalations wait: before a breach, in a status that pauses, and after the end. */
  readonly overdueFrom: Date | null;
  readonly breachedAt: Date | null;
  readonly fulfilledAt: Date | null;
  readonly endedAt: Date | null;
  /** It ended because its ticket went; it goes on when the ticket comes back. */
  readonly givenUp: boolean;
  /** A promise by law: it stands in no status. */
  readonly neverPauses: boolean;
  /** Lines in its ledger so far. */
  readonly lines: number;
}

export type LineKind = 'started' | 'paused' | 'resumed' | 'retargeted' | 'warned' | 'escalated' | 'fulfilled' | 'breached' | 'cancelled';

/** A line of a clock's ledger. */
export interface ClockLine {
  readonly clockId: ClockId;
  readonly seq: number;
  readonly kind: LineKind;
  /** When it happened: for what time brought about the very instant, not when it was noticed. */
  readonly at: Date;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Step {
  readonly clock: ClockState;
  readonly line: ClockLine;
}

/** When something happens to a clock, why, and how its time is counted. */
export interface Moment {
  readonly at: Date;
  readonly reason: string;
  readonly time: WorkingTime;
}

type Duties = Pick<Terms, 'warnAt' | 'escalations'>;

export function isLive(clock: ClockState): boolean {
  return clock.endedAt === null;
}

/** Time spent up to an instant. */
export function consumedMsAt(clock: ClockState, at: Date, time: WorkingTime): number {
  return clock.consumedMs + (clock.countedAt === null ? 0 : time.workingMsBetween(clock.countedAt, at));
}

export function start(
  who: { readonly id: ClockId; readonly ticketId: TicketId; readonly metric: Metric },
  terms: Terms,
  { at, reason, time }: Moment,
): Step {
  const clock: ClockState = {
    ...who,
    state: 'running',
    policyId: terms.policyId,
    targetMinutes: terms.targetMinutes,
    calendar: terms.calendar,
    startedAt: at,
    countedAt: at,
    consumedMs: 0,
    dueAt: null,
    nextAt: null,
    warnedPercent: 0,
    escalated: 0,
    overdueMs: 0,
    overdueFrom: null,
    breachedAt: null,
    fulfilledAt: null,
    endedAt: null,
    givenUp: false,
    neverPauses: false,
    lines: 0,
  };
  return noted(aimed(clock, terms, time), 'started', { at, reason, details: termsDetails(terms) });
}

/** Is it standing still? Of a breached clock: do its escalations wait? */
export function isStanding(clock: ClockState): boolean {
  return clock.breachedAt === null ? clock.state === 'paused' : clock.overdueFrom === null;
}

/** Time stands still from now on. What was spent stays spent. A breach stays one; only its escalations wait. */
export function pause(clock: ClockState, details: Readonly<Record<string, unknown>>, { at, reason, time }: Moment): Step {
  if (clock.breachedAt !== null) return noted({ ...notOverdue(clock, at, time), nextAt: null }, 'paused', { at, reason, details });
  const stopped = {
    ...clock,
    state: 'paused',
    consumedMs: consumedMsAt(clock, at, time),
    countedAt: null,
    dueAt: null,
    nextAt: null,
  } as const;
  return noted(stopped, 'paused', { at, reason, details });
}

/** Time runs again, of a paused clock or of one whose ticket was reopened or came back. A breach stays one; its escalations go on. */
export function resume(clock: ClockState, duties: Duties, { at, reason, time }: Moment): Step {
  const awake = { ...clock, fulfilledAt: null, endedAt: null, givenUp: false };
  if (clock.breachedAt !== null) {
    const late: ClockState = { ...awake, state: 'breached', overdueFrom: at };
    return noted({ ...late, nextAt: nextAt(late, duties, time) }, 'resumed', { at, reason, details: {} });
  }
  return noted(aimed({ ...awake, state: 'running', countedAt: at }, duties, time), 'resumed', { at, reason, details: {} });
}

/** Another promise applies: what was spent is kept, counted by the calendar it was spent under. */
export function retarget(clock: ClockState, terms: Terms, { at, reason, time, next }: Moment & { readonly next: WorkingTime }): Step {
  const consumedMs = consumedMsAt(clock, at, time);
  const { policyId, targetMinutes, calendar } = terms;
  // Nobody is warned twice of the same; but of a target that moved away, again.
  const warnedPercent = Math.min(clock.warnedPercent, Math.floor(consumedMs / (targetMinutes * 600)));
  const countedAt = clock.countedAt === null ? null : at;
  const changed = { ...clock, policyId, targetMinutes, calendar, consumedMs, countedAt, warnedPercent };
  const was = { targetMinutes: clock.targetMinutes, policyId: clock.policyId, calendar: clock.calendar };
  return noted(clock.state === 'running' ? aimed(changed, terms, next) : changed, 'retargeted', {
    at,
    reason,
    details: { ...termsDetails(terms), was },
  });
}

export function fulfil(clock: ClockState, { at: decidedAt, reason, time }: Moment): Step {
  const late = clock.breachedAt !== null;
  // Whoever began before the breach and came to the ticket after it was told was late by a moment: a ledger does not run backwards.
  const at = clock.breachedAt !== null && decidedAt < clock.breachedAt ? clock.breachedAt : decidedAt;
  const done = { ...stopped(clock, at, time), state: late ? 'breached' : 'fulfilled', fulfilledAt: at } as const;
  return noted(done, 'fulfilled', { at, reason, details: { late } });
}

/** Nothing is promised any more, and nothing was kept. */
export function cancel(clock: ClockState, { at, reason, time }: Moment): Step {
  const state = clock.breachedAt === null ? 'cancelled' : 'breached';
  return noted({ ...stopped(clock, at, time), state }, 'cancelled', { at, reason, details: {} });
}

/** The ticket went. What was spent stays spent, for when it comes back. */
export function giveUp(clock: ClockState, moment: Moment): Step {
  const { clock: ended, line } = cancel(clock, moment);
  return { clock: { ...ended, givenUp: true }, line };
}

/** What time alone brings about next, or null when nothing is due by `now`. */
export function nextOfTime(
  clock: ClockState,
  duties: Duties,
  { time, now }: { readonly time: WorkingTime; readonly now: Date },
): Step | null {
  const at = nextAt(clock, duties, time);
  if (at === null || at > now) return null;
  if (clock.state === 'breached') return escalate(clock, duties, { at, time });
  // A warning that the breach has overtaken warns nobody.
  const isOver = clock.dueAt !== null && clock.dueAt <= now;
  return isOver ? breach(clock, duties, { at: clock.dueAt, time }) : warn(clock, duties, { at, time });
}

interface Instant {
  readonly at: Date;
  readonly time: WorkingTime;
}

function breach(clock: ClockState, duties: Duties, { at, time }: Instant): Step {
  const consumedMs = consumedMsAt(clock, at, time);
  const late: ClockState = { ...clock, state: 'breached', breachedAt: at, consumedMs, countedAt: null, overdueMs: 0, overdueFrom: at };
  return noted({ ...late, nextAt: nextAt(late, duties, time) }, 'breached', {
    at,
    reason: 'its time is over',
    details: { targetMinutes: clock.targetMinutes },
  });
}

function warn(clock: ClockState, duties: Duties, { at, time }: Instant): Step | null {
  const percent = duties.warnAt.find((p) => p > clock.warnedPercent);
  if (percent === undefined) return null;
  const warned = { ...clock, warnedPercent: percent };
  const details = { percent, dueAt: clock.dueAt };
  return noted({ ...warned, nextAt: nextAt(warned, duties, time) }, 'warned', { at, reason: `${percent} % of its time is over`, details });
}

function escalate(clock: ClockState, duties: Duties, { at, time }: Instant): Step | null {
  const escalation = duties.escalations[clock.escalated];
  if (escalation === undefined) return null;
  const further = { ...clock, escalated: clock.escalated + 1 };
  const details = { escalation: clock.escalated, actions: escalation.actions };
  const reason = `not done ${escalation.afterMinutes} working minutes after the breach`;
  return noted({ ...further, nextAt: nextAt(further, duties, time) }, 'escalated', { at, reason, details });
}

/** When time makes the next difference. Asked again whenever the clock or its policy changes. */
export function nextAt(clock: ClockState, duties: Duties, time: WorkingTime): Date | null {
  if (clock.endedAt !== null || clock.state === 'paused') return null;
  if (clock.breachedAt !== null) {
    const escalation = duties.escalations[clock.escalated];
    if (escalation === undefined || clock.overdueFrom === null) return null;
    return time.addWorkingMs(clock.overdueFrom, Math.max(0, escalation.afterMinutes * 60_000 - clock.overdueMs));
  }
  const percent = duties.warnAt.find((p) => p > clock.warnedPercent);
  if (percent === undefined || clock.countedAt === null || clock.dueAt === null) return clock.dueAt;
  const spared = Math.round((targetMs(clock) * percent) / 100) - clock.consumedMs;
  const warnAt = time.addWorkingMs(clock.countedAt, spared);
  return warnAt !== null && warnAt < clock.dueAt ? warnAt : clock.dueAt;
}

function aimed(clock: ClockState, duties: Duties, time: WorkingTime): ClockState {
  const dueAt = clock.countedAt === null ? null : time.addWorkingMs(clock.countedAt, targetMs(clock) - clock.consumedMs);
  return { ...clock, dueAt, nextAt: nextAt({ ...clock, dueAt }, duties, time) };
}

function stopped(clock: ClockState, at: Date, time: WorkingTime): ClockState {
  return { ...notOverdue(clock, at, time), consumedMs: consumedMsAt(clock, at, time), countedAt: null, nextAt: null, endedAt: at };
}

/** Time counts towards no escalation from now on. */
function notOverdue(clock: ClockState, at: Date, time: WorkingTime): ClockState {
  const { overdueFrom, overdueMs } = clock;
  return { ...clock, overdueMs: overdueMs + (overdueFrom === null ? 0 : time.workingMsBetween(overdueFrom, at)), overdueFrom: null };
}

function targetMs(clock: ClockState): number {
  return clock.targetMinutes * 60_000;
}

/** Adds the line that tells of a step; every line says by when the clock is due after it. */
function noted(
  clock: ClockState,
  kind: LineKind,
  { at, reason, details }: { readonly at: Date; readonly reason: string; readonly details: Readonly<Record<string, unknown>> },
): Step {
  const counted = { ...clock, lines: clock.lines + 1 };
  const spent = { consumedMinutes: Math.round(clock.consumedMs / 600) / 100, dueAt: clock.dueAt };
  return { clock: counted, line: { clockId: clock.id, seq: counted.lines, kind, at, reason, details: { ...spent, ...details } } };
}

function termsDetails({ policyId, policyName, targetMinutes, calendar }: Terms): Readonly<Record<string, unknown>> {
  return { policyId, policyName, targetMinutes, calendar };
}
