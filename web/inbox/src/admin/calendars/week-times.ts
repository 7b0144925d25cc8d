export interface Span {
  readonly from: string;
  /** Not later than `from`: on the next day. */
  readonly to: string;
}

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];
export type Week = Readonly<Partial<Record<Day, readonly Span[]>>>;

export const DAY = 24 * 60;
/** What dragging and the arrow keys move by. */
export const STEP = 15;

export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** From 0 to beyond a day, when it ends on the next one. */
export function rangeOf({ from, to }: Span): readonly [number, number] {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return [start, end > start ? end : end + DAY];
}

export function spanOf(start: number, end: number): Span {
  const length = Math.min(Math.max(end - start, STEP), DAY);
  const from = Math.min(Math.max(start, 0), DAY - STEP);
  return { from: timeOf(from), to: timeOf((from + length) % DAY) };
}

export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function snapped(minutes: number): number {
  return Math.round(minutes / STEP) * STEP;
}

export function spansOf(week: Week, day: Day): readonly Span[] {
  return week[day] ?? [];
}

export function withDay(week: Week, day: Day, spans: readonly Span[]): Week {
  return { ...week, [day]: spans.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from)) };
}

/** Office hours, or what is free after the last hours of the day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (last === undefined) return { from: '09:00', to: '17:00' };
  const [, end] = rangeOf(last);
  return end + 60 < DAY ? spanOf(end + 60, Math.min(end + 180, DAY)) : { from: '00:00', to: '01:00' };
}

/** Minutes open in a week. */
export function openMinutes(week: Week): number {
  return DAYS.flatMap((day) => spansOf(week, day)).reduce((sum, span) => sum + rangeOf(span)[1] - rangeOf(span)[0], 0);
}
