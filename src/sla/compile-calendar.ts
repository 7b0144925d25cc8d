import { DomainError } from '../kernel/domain-error.js';
import { type CalendarSettings, type OpenSpan, WEEKDAYS } from './calendar-settings.js';
import { DAY_MINUTES, type Hours, isDate, type Span, spanFrom } from './domain/calendar/hours.js';
import { WorkingTime } from './domain/calendar/working-time.js';
import { isTimeZone } from './domain/calendar/zone.js';
import { publicHolidays } from './holidays.js';

const WHOLE_DAY: readonly Span[] = [[0, DAY_MINUTES]];

/**
 * What an administrator entered, as hours to count by.
 * @throws DomainError `calendar.unknown-time-zone`, `calendar.bad-span`, `calendar.bad-date`, `calendar.unknown-country`, `calendar.never-open`
 */
export async function compileCalendar(settings: CalendarSettings, now: Date): Promise<Hours> {
  const { timeZone, alwaysOpen, week, closed, special } = settings;
  if (!isTimeZone(timeZone)) throw refused('unknown-time-zone', `There is no time zone "${timeZone}".`, { timeZone });
  for (const { date } of [...closed, ...special]) if (!isDate(date)) throw refused('bad-date', `There is no date "${date}".`, { date });
  const [twice] = special.map(({ date }) => date).filter((date, i, all) => all.indexOf(date) !== i);
  if (twice !== undefined) throw refused('bad-date', `${twice} has hours of its own twice.`, { date: twice });
  const holidays = settings.holidays === null ? [] : await publicHolidays(settings.holidays, now);
  const hours: Hours = {
    timeZone,
    week: WEEKDAYS.map((day) => (alwaysOpen ? WHOLE_DAY : (week[day] ?? []).map(spanOf))),
    closed: [...new Set([...holidays, ...closed].map(({ date }) => date))].toSorted(),
    special: Object.fromEntries(special.map(({ date, open }) => [date, open.map(spanOf)])),
  };
  if (new WorkingTime(hours).isNeverOpen(now))
    throw refused('never-open', 'The calendar is not open for a minute within a year: no promise could be kept by it.', { field: 'week' });
  return hours;
}

function spanOf({ from, to }: OpenSpan): Span {
  const span = spanFrom(from, to);
  if (span === null) throw refused('bad-span', `"${from}–${to}" is no span of time; write HH:MM, the end after 00:00.`, { from, to });
  return span;
}

function refused(reason: string, message: string, details: Readonly<Record<string, unknown>>): DomainError {
  return new DomainError('unprocessable', `calendar.${reason}`, message, details);
}
