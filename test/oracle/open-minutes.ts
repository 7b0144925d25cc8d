import type { CalendarSettings, OpenSpan } from '../../src/sla/settings.js';
import type { WallClock } from './wall-clock.js';

/** Which minutes of a window are open, asked one by one. */
export function openMinutes(settings: CalendarSettings, wall: WallClock): Uint8Array {
  const open = new Uint8Array(wall.length);
  const rules = new Map<string, Rule>();
  for (let i = 0; i < wall.length; i++) {
    const { date, minute } = wall.at(i);
    const rule = rules.get(date) ?? ruleOf(settings, date);
    rules.set(date, rule);
    open[i] = isOpen(rule, minute) ? 1 : 0;
  }
  return open;
}

interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** What a date says: its own spans, and those of the day before as far as they run over into it. */
interface Rule {
  readonly own: readonly Minutes[];
  readonly over: readonly Minutes[];
}

function ruleOf(settings: CalendarSettings, date: string): Rule {
  const hasOwnHours = settings.special.some((s) => s.date === date) || settings.closed.some((c) => c.date === date);
  const before = new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const spans = (day: string) => begunOn(settings, day).map(({ from, to }) => ({ from: at(from), to: at(to) }));
  return { own: spans(date), over: hasOwnHours ? [] : spans(before).filter(({ from, to }) => to <= from) };
}

function isOpen({ own, over }: Rule, minute: number): boolean {
  for (const { from, to } of own) if (minute >= from && (minute < to || to <= from)) return true;
  for (const { to } of over) if (minute < to) return true;
  return false;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

function begunOn(settings: CalendarSettings, date: string): readonly OpenSpan[] {
  const special = settings.special.find((s) => s.date === date);
  if (special !== undefined) return special.open;
  if (settings.closed.some((c) => c.date === date)) return [];
  if (settings.alwaysOpen) return [{ from: '00:00', to: '24:00' }];
  return settings.week[WEEKDAYS[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? 'sunday'] ?? [];
}

function at(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
