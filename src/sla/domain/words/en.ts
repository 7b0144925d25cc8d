import type { ClockWords } from './words.js';

export const EN: ClockWords = {
  locale: 'en-GB',
  metrics: {
    'first-response': 'First response',
    'next-response': 'Next response',
    resolution: 'Resolution',
    'periodic-update': 'Periodic update',
  },
  statuses: { on_hold: 'on hold' },
  reasons: {},
  reasonPatterns: [],
  at: (time, day) => `${time} on ${day}`,
  span: (hours, minutes) => (hours === 0 ? `${minutes} min` : minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
  due: (metric, at, zone, isPast) => `${metric} ${isPast ? 'was' : 'is'} due at ${at} (${zone})`,
  notDue: (metric, zone, isPaused) => `${metric} has no due time ${isPaused ? 'while it is paused' : 'now'} (${zone})`,
  promise: (minutes, policy, from) =>
    `${minutes === 1 ? '1 working minute' : `${minutes} working minutes`} of policy “${policy}” from ${from}`,
  paused: (span, status) => `paused ${span} while ${status}`,
  retargeted: (at, reason) => `retargeted at ${at} because ${reason}`,
  done: (at, how) => `done at ${at}${how === 'late' ? ', late' : ' in time'}`,
  givenUp: (at, isMissed) => `${isMissed ? 'missed and ' : ''}given up at ${at}`,
  missed: 'missed',
  whole: (due, parts) => `${due}: ${parts.join(', ')}.`,
};
