import { IANAZone } from 'luxon';

const HOUR_MS = 3_600_000;

/** A span of instants in which a zone's clocks are ahead of UTC by the same amount. */
export interface OffsetSegment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** A day cut where the zone's offset changes. Almost always one piece. */
export function offsetSegments(timeZone: string, fromMs: number, toMs: number): readonly OffsetSegment[] {
  const zone = IANAZone.create(timeZone);
  const offsetAt = (ms: number) => Math.round(zone.offset(ms) * 60_000);
  const first = offsetAt(fromMs);
  if (first === offsetAt(toMs - 1)) return [{ fromMs, toMs, offsetMs: first }];
  const segments: OffsetSegment[] = [];
  let begin = fromMs;
  for (let hour = fromMs; hour < toMs; hour += HOUR_MS) {
    const end = Math.min(hour + HOUR_MS, toMs);
    if (offsetAt(hour) === offsetAt(end)) continue;
    const change = firstWith(offsetAt, hour, end);
    if (change >= toMs) break;
    segments.push({ fromMs: begin, toMs: change, offsetMs: offsetAt(begin) });
    begin = change;
  }
  segments.push({ fromMs: begin, toMs, offsetMs: offsetAt(begin) });
  return segments;
}

/** The instant in (from, to] at which the offset becomes what it is at `to`. */
function firstWith(offsetAt: (ms: number) => number, from: number, to: number): number {
  const wanted = offsetAt(to);
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === wanted) after = middle;
    else before = middle;
  }
  return after;
}

/** `14:05`, as the clock on the wall of the zone shows it. */
export function localTime(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** `3 March 2026`. */
export function localDate(at: Date, timeZone: string, locale = 'en-GB'): string {
  return new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}
