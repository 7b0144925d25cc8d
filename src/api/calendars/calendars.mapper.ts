import { type CalendarRow, type CalendarSettings, WEEKDAYS } from '../../sla/settings.js';
import type { CalendarAnswer, CalendarChange, CalendarInput } from './calendars.dto.js';

/** What was entered, over what was there before; left out on a new calendar, the default. */
export function settingsFrom(input: CalendarInput | CalendarChange, before: CalendarSettings | null): CalendarSettings {
  const { timeZone, alwaysOpen, week, holidays, closed, special } = input;
  return {
    timeZone: timeZone ?? before?.timeZone ?? 'UTC',
    alwaysOpen: alwaysOpen ?? before?.alwaysOpen ?? false,
    week: week === undefined ? (before?.week ?? {}) : weekOf(week),
    holidays:
      holidays === undefined
        ? (before?.holidays ?? null)
        : holidays === null
          ? null
          : { country: holidays.country, state: holidays.state ?? null, region: holidays.region ?? null },
    closed: closed?.map(({ date, name }) => ({ date, name: name ?? '' })) ?? before?.closed ?? [],
    special:
      special?.map(({ date, name, open }) => ({ date, name: name ?? '', open: open.map(({ from, to }) => ({ from, to })) })) ??
      before?.special ??
      [],
  };
}

export function calendarAnswer({ id, name, settings, hours, createdAt, version }: CalendarRow): CalendarAnswer {
  const { timeZone, alwaysOpen, week, holidays, closed, special } = settings;
  return {
    id,
    name,
    timeZone,
    alwaysOpen,
    week: weekOf(week),
    holidays: holidays === null ? null : { ...holidays },
    closed: closed.map((date) => ({ ...date })),
    special: special.map(({ date, name, open }) => ({ date, name, open: open.map((span) => ({ ...span })) })),
    closedDates: [...hours.closed],
    createdAt: createdAt.toISOString(),
    version,
  };
}

function weekOf(week: CalendarSettings['week']) {
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) => (week[day] === undefined ? [] : [[day, week[day].map(({ from, to }) => ({ from, to }))]])),
  );
}
