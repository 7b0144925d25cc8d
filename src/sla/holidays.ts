import { instantFrom } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import type { ClosedDate, HolidayRegion } from './calendar-settings.js';

const DAY_MS = 86_400_000;
/** Resolved ahead, so that a due time does not change with the library: last year's to those of nine years from now. */
const YEARS_BACK = 1;
const YEARS_AHEAD = 9;

/** The public holidays of a country or region, each with its date there. @throws DomainError `calendar.unknown-country` */
export async function publicHolidays({ country, state, region }: HolidayRegion, now: Date): Promise<readonly ClosedDate[]> {
  // Its data weigh tens of megabytes: only a process in which a calendar is saved pays for them.
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays(country, state ?? '', region ?? '', { types: ['public'] });
  const list = new Holidays();
  const isKnown =
    list.getCountries()[country] !== undefined &&
    (state === null || list.getStates(country)?.[state] !== undefined) &&
    (region === null || (state !== null && list.getRegions(country, state)?.[region] !== undefined));
  if (!isKnown)
    throw new DomainError(
      'unprocessable',
      'calendar.unknown-country',
      `There are no holidays known of ${[country, state, region].filter((p) => p !== null).join(' ')}.`,
    );
  const year = Number(now.toISOString().slice(0, 4));
  const years = Array.from({ length: YEARS_BACK + 1 + YEARS_AHEAD }, (_, i) => year - YEARS_BACK + i);
  return years.flatMap((y) =>
    known.getHolidays(y).flatMap(({ date, start, end, name }) => daysOf(date, (end.getTime() - start.getTime()) / DAY_MS, name)),
  );
}

/** What begins at sunset counts for the day after, which `date` names. Half a day off closes nothing. */
function daysOf(date: string, length: number, name: string): readonly ClosedDate[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  // A day on which the clocks go forward has 23 hours.
  const days = length < 0.9 ? 0 : Math.max(1, Math.round(length));
  return Array.from({ length: days }, (_, i) => ({ date: dateOf(first + i * DAY_MS), name }));
}

function dateOf(ms: number): string {
  return (instantFrom(ms)?.toISOString() ?? '').slice(0, 10);
}
