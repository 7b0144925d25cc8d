import type { DeskLanguage } from '../../kernel/desk-language.js';
import { localDate, localTime } from './calendar/zone.js';
import type { ClockLine, ClockState } from './clock.js';
import { EN } from './words/en.js';
import { ID } from './words/id.js';
import type { ClockWords } from './words/words.js';
import { ZH } from './words/zh.js';

const WORDS: Readonly<Record<DeskLanguage, ClockWords>> = { en: EN, id: ID, zh: ZH };

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
export function whyDue({ clock, lines, policyName, timeZone, now }: Explained, language: DeskLanguage): string {
  const words = WORDS[language];
  const { startedAt } = clock;
  const onItsDay = (at: Date) => words.at(localTime(at, timeZone), localDate(at, timeZone, words.locale));
  const dayOf = (at: Date) => localDate(at, timeZone, words.locale);
  const at = (instant: Date) => (dayOf(instant) === dayOf(startedAt) ? localTime(instant, timeZone) : onItsDay(instant));
  const start = now.getTime() - startedAt.getTime() > 86_400_000 ? onItsDay(startedAt) : localTime(startedAt, timeZone);
  const metric = words.metrics[clock.metric];
  const isPast = clock.endedAt !== null || (clock.dueAt !== null && clock.dueAt <= now);
  const due =
    clock.dueAt === null ? words.notDue(metric, timeZone, clock.state === 'paused') : words.due(metric, at(clock.dueAt), timeZone, isPast);
  // What paused after the breach moved no due time: only escalations waited.
  const breached = lines.findIndex(({ kind }) => kind === 'breached');
  const moving = breached < 0 ? lines : lines.slice(0, breached);
  return words.whole(due, [
    words.promise(clock.targetMinutes, policyName, start),
    ...pauses(moving, clock.endedAt ?? now, words),
    ...lines
      .filter((line) => line.kind === 'retargeted')
      .slice(-3)
      .map((line) => words.retargeted(at(line.at), reasonIn(language, line.reason))),
    ...outcome(clock, at, words),
  ]);
}

/** A reason of a ledger. What administrators wrote themselves (why a status pauses) stays as it is. */
export function reasonIn(language: DeskLanguage, reason: string): string {
  const { reasons, reasonPatterns } = WORDS[language];
  const known = reasons[reason];
  if (known !== undefined) return known;
  for (const [pattern, say] of reasonPatterns) {
    const found = pattern.exec(reason);
    if (found !== null) return say(...found.slice(1));
  }
  return reason;
}

/** How long it stood still, by what it stood for. Until the end of the clock's life where nothing resumed it. */
function pauses(lines: Explained['lines'], until: Date, words: ClockWords): readonly string[] {
  const sums = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    if (line.kind !== 'paused') continue;
    const next = lines.slice(i + 1).find((l) => l.kind === 'resumed' || l.kind === 'fulfilled' || l.kind === 'cancelled');
    const status = String(line.details['statusCategory'] ?? line.reason);
    const ms = (next?.at ?? until).getTime() - line.at.getTime();
    sums.set(status, (sums.get(status) ?? 0) + ms);
  }
  return [...sums].map(([status, ms]) => words.paused(spanOf(ms, words), words.statuses[status] ?? status));
}

function spanOf(ms: number, words: ClockWords): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? words.span(0, minutes) : words.span(Math.floor(minutes / 60), minutes % 60);
}

function outcome(
  { state, breachedAt, fulfilledAt, endedAt }: Explained['clock'],
  at: (instant: Date) => string,
  words: ClockWords,
): readonly string[] {
  if (fulfilledAt !== null) return [words.done(at(fulfilledAt), breachedAt === null ? 'in time' : 'late')];
  if (endedAt !== null) return [words.givenUp(at(endedAt), state === 'breached')];
  return breachedAt === null ? [] : [words.missed];
}
