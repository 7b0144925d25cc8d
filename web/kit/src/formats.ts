import { useSyncExternalStore } from 'react';
import { currentLanguage } from './languages.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** Kept: making one costs more than the rest of a row on the screen, and all rows ask for the same few. */
function dateFormat(style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = currentLanguage();
  const key = `${language} ${JSON.stringify(style)}`;
  const format = dates.get(key) ?? new Intl.DateTimeFormat(language, style);
  dates.set(key, format);
  return format;
}

function numberFormat(style: Intl.NumberFormatOptions): Intl.NumberFormat {
  const language = currentLanguage();
  const key = `${language} ${JSON.stringify(style)}`;
  const format = numbers.get(key) ?? new Intl.NumberFormat(language, style);
  numbers.set(key, format);
  return format;
}

/** `3 min`, `2 h`, `5 d`: how long ago or until, without words around it. */
export function span(ms: number): string {
  const size = Math.abs(ms);
  const [value, unit] =
    size < MINUTE
      ? [Math.round(size / 1000), 'second']
      : size < HOUR
        ? [Math.floor(size / MINUTE), 'minute']
        : size < DAY
          ? [Math.floor(size / HOUR), 'hour']
          : [Math.floor(size / DAY), 'day'];
  return numberFormat({ style: 'unit', unit, unitDisplay: 'narrow' }).format(value);
}

/** Today: the time; else the day. */
export function shortTime(instant: string, now: number): string {
  const at = new Date(instant);
  const isToday = at.toDateString() === new Date(now).toDateString();
  const isThisYear = at.getFullYear() === new Date(now).getFullYear();
  const style: Intl.DateTimeFormatOptions = isToday
    ? { hour: 'numeric', minute: '2-digit' }
    : isThisYear
      ? { day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' };
  return dateFormat(style).format(at);
}

export function fullTime(instant: string): string {
  return dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

export function dayOf(instant: string): string {
  return dateFormat({ weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(instant));
}

export function bytes(count: number): string {
  const [value, unit] =
    count < 1024 ? [count, 'byte'] : count < 1024 * 1024 ? [count / 1024, 'kilobyte'] : [count / 1024 / 1024, 'megabyte'];
  return numberFormat({
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short', // the short form of many is "74 byte"
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

/** The present, moved on every second for everybody at once: one timer, however many clocks are on the screen. */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now / stepMs) * stepMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}
