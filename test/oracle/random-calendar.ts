import type { CalendarSettings, OpenSpan, Weekday } from '../../src/sla/settings.js';
import type { Random } from './random.js';
import type { WallClock } from './wall-clock.js';

const DAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export function randomCalendar(random: Random, wall: WallClock): CalendarSettings {
  const date = () => ({ date: wall.at(random.int(0, wall.length - 1)).date, name: '' });
  const alwaysOpen = random.chance(0.1);
  return {
    timeZone: wall.zone,
    alwaysOpen,
    week: Object.fromEntries(DAYS.flatMap((day) => (random.chance(0.15) ? [] : [[day, spans(random)]]))),
    holidays: null,
    closed: Array.from({ length: random.int(0, 4) }, date),
    special: random.chance(0.4) ? [{ ...date(), open: spans(random) }] : [],
  };
}

function spans(random: Random): readonly OpenSpan[] {
  return Array.from({ length: random.int(0, 3) || 1 }, () => span(random));
}

/** One in four runs over midnight; the hours in which clocks change are as likely as any. */
function span(random: Random): OpenSpan {
  const grain = random.pick([1, 5, 30, 60]);
  const minutes = () => random.int(0, Math.floor(1_439 / grain)) * grain;
  const [a, b] = [minutes(), minutes()];
  if (a === b) return { from: '00:00', to: random.pick(['24:00', '12:00', '03:00']) };
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return random.chance(0.25) ? { from: text(high), to: text(low) } : { from: text(low), to: text(high) };
}

function text(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
