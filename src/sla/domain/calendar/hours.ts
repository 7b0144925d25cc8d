/** Minutes since local midnight, from inclusive, to exclusive. Beyond 1440: it runs over midnight into the next day. */
export type Span = readonly [from: number, to: number];

/**
 * When a calendar is open, told by the clock on the wall of its time zone: an instant is open when the wall shows a time that lies in a
 * span. So an hour that daylight saving time skips is never open, and one that it repeats is open twice.
 */
export interface Hours {
  /** An IANA time zone. */
  readonly timeZone: string;
  /** Monday to Sunday. */
  readonly week: readonly (readonly Span[])[];
  /** Local dates (YYYY-MM-DD) on which nothing is open, from midnight to midnight. */
  readonly closed: readonly string[];
  /** Dates with hours of their own: these and nothing else, whatever the week or a holiday says. */
  readonly special: Readonly<Record<string, readonly Span[]>>;
}

export const DAY_MINUTES = 1_440;

export const AROUND_THE_CLOCK: Hours = {
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => [[0, DAY_MINUTES]] as const),
  closed: [],
  special: {},
};

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/;

/** A span of `HH:MM` times; an end that is not later than its beginning lies on the next day. Null when it is none. */
export function spanFrom(from: string, to: string): Span | null {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  if (begin === null || end === null || begin === end || begin === DAY_MINUTES) return null;
  return [begin, end > begin ? end : end + DAY_MINUTES];
}

function minuteOf(text: string): number | null {
  const match = TIME.exec(text);
  return match === null ? null : Number(match[1] ?? match[3]) * 60 + Number(match[2] ?? match[4]);
}

/** Sorted and disjoint, so that nothing counts twice. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && span[0] <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], span[1])];
    else result.push(span);
  }
  return result;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a local date. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** A date that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // 2026-02-30 is read as 2 March.
  return !Number.isNaN(ms) && Number(text.slice(8)) === dayOfMonth(ms);
}

function dayOfMonth(ms: number): number {
  return Number(new Intl.DateTimeFormat('en', { day: 'numeric', timeZone: 'UTC' }).format(ms));
}
