import { plusMs } from '../../../kernel/clock.js';
import { DAY_MINUTES, dayNumber, type Hours, merged, type Span } from './hours.js';
import { type OffsetSegment, offsetSegments } from './zone.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Nothing is promised further ahead: about 20 years. */
const HORIZON_DAYS = 7_305;
/** Days kept computed, about three years. */
const KEPT_DAYS = 1_100;

type Range = readonly [fromMs: number, toMs: number];

/** Counts the open time of a calendar. The same answers for ever: what it keeps is only what it computed before. */
export class WorkingTime {
  private readonly closed: ReadonlySet<number>;
  private readonly special: ReadonlyMap<number, readonly Span[]>;
  private readonly isAlwaysOpen: boolean;
  private readonly days = new Map<number, readonly Range[]>();

  constructor(readonly hours: Hours) {
    this.closed = new Set(hours.closed.map(dayNumber));
    this.special = new Map(Object.entries(hours.special).map(([date, spans]) => [dayNumber(date), spans]));
    const isWhole = (spans: readonly Span[]) => merged(spans).some(([from, to]) => from === 0 && to >= DAY_MINUTES);
    this.isAlwaysOpen = this.closed.size === 0 && this.special.size === 0 && hours.week.every(isWhole);
  }

  /** The first instant at which so much open time has passed; `from` for none or less; null when it is decades away. */
  addWorkingMinutes(from: Date, minutes: number): Date | null {
    return this.addWorkingMs(from, minutes * MINUTE_MS);
  }

  workingMinutesBetween(from: Date, to: Date): number {
    return this.workingMsBetween(from, to) / MINUTE_MS;
  }

  addWorkingMs(from: Date, ms: number): Date | null {
    if (ms <= 0) return from;
    if (this.isAlwaysOpen) return plusMs(from, ms);
    let left = ms;
    const first = Math.floor(from.getTime() / DAY_MS);
    for (let day = first; day < first + HORIZON_DAYS; day++) {
      for (const [begin, end] of this.openOn(day)) {
        const start = Math.max(begin, from.getTime());
        if (end - start >= left) return plusMs(from, start + left - from.getTime());
        left -= Math.max(0, end - start);
      }
    }
    return null;
  }

  /** Zero when `to` is not later. */
  workingMsBetween(from: Date, to: Date): number {
    const [begin, end] = [from.getTime(), to.getTime()];
    if (end <= begin) return 0;
    if (this.isAlwaysOpen) return end - begin;
    let sum = 0;
    for (let day = Math.floor(begin / DAY_MS); day * DAY_MS < end; day++)
      for (const [open, close] of this.openOn(day)) sum += Math.max(0, Math.min(close, end) - Math.max(open, begin));
    return sum;
  }

  /** A calendar whose week is empty, or that is closed all through the year to come, can keep no promise. */
  isNeverOpen(now: Date): boolean {
    if (this.hours.week.every((spans) => spans.length === 0)) return true;
    const first = this.addWorkingMs(now, 1);
    return first === null || first > plusMs(now, 366 * DAY_MS);
  }

  /** The open ranges of a day in UTC, in order. By instants, because a local day need not be one piece of time. */
  private openOn(day: number): readonly Range[] {
    const kept = this.days.get(day);
    if (kept !== undefined) return kept;
    const open = offsetSegments(this.hours.timeZone, day * DAY_MS, (day + 1) * DAY_MS).flatMap((segment) => this.openIn(segment));
    if (this.days.size >= KEPT_DAYS) this.days.clear();
    this.days.set(day, open);
    return open;
  }

  /** While the offset stays, local time runs like any other. */
  private openIn({ fromMs, toMs, offsetMs }: OffsetSegment): readonly Range[] {
    const firstDate = Math.floor((fromMs + offsetMs) / DAY_MS);
    const lastDate = Math.floor((toMs + offsetMs - 1) / DAY_MS);
    const ranges: Range[] = [];
    for (let date = firstDate; date <= lastDate; date++) {
      const midnight = date * DAY_MS - offsetMs;
      for (const [from, to] of this.openAt(date)) {
        const begin = Math.max(midnight + from * MINUTE_MS, fromMs);
        const end = Math.min(midnight + to * MINUTE_MS, toMs);
        if (begin < end) ranges.push([begin, end]);
      }
    }
    return ranges;
  }

  /** The spans of a local date, with what runs over from the day before. */
  private openAt(date: number): readonly Span[] {
    const own = this.begunOn(date);
    const isOwn = this.special.has(date) || this.closed.has(date);
    const over = isOwn ? [] : this.begunOn(date - 1).flatMap(([, to]): Span[] => (to > DAY_MINUTES ? [[0, to - DAY_MINUTES]] : []));
    return merged([...over, ...own.map(([from, to]): Span => [from, Math.min(to, DAY_MINUTES)])]);
  }

  private begunOn(date: number): readonly Span[] {
    const special = this.special.get(date);
    if (special !== undefined) return special;
    // 1 January 1970 was a Thursday; the week begins on Monday.
    return this.closed.has(date) ? [] : (this.hours.week[(((date + 3) % 7) + 7) % 7] ?? []);
  }
}
