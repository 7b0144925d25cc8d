import { assert, constantFrom, integer, property } from 'fast-check';
import { AROUND_THE_CLOCK, type Hours, isDate, type Span, spanFrom } from './hours.js';
import { WorkingTime } from './working-time.js';

const OFFICE: Span = [480, 1020];
const at = (text: string) => new Date(text);

function hours(timeZone: string, over: Partial<Hours> = {}): WorkingTime {
  const week = [[OFFICE], [OFFICE], [OFFICE], [OFFICE], [OFFICE], [], []];
  return new WorkingTime({ timeZone, week, closed: [], special: {}, ...over });
}

const everyDay = (...spans: readonly Span[]) => Array.from({ length: 7 }, () => spans);

test.each([
  ['within a day', 'Asia/Jakarta', '2026-03-02T01:00:00Z', 60, '2026-03-02T02:00:00Z'],
  ['up to the very end of a day, not to the next morning', 'Asia/Jakarta', '2026-03-02T09:00:00Z', 60, '2026-03-02T10:00:00Z'],
  ['over a night', 'Asia/Jakarta', '2026-03-02T09:30:00Z', 60, '2026-03-03T01:30:00Z'],
  ['over a weekend', 'Asia/Jakarta', '2026-03-06T09:30:00Z', 60, '2026-03-09T01:30:00Z'],
  ['from the night before', 'Asia/Jakarta', '2026-03-02T20:00:00Z', 1, '2026-03-03T01:01:00Z'],
  ['in a zone of half an hour', 'Asia/Kolkata', '2026-03-02T02:30:00Z', 30, '2026-03-02T03:00:00Z'],
  ['into summer time', 'Europe/London', '2026-03-27T17:00:00Z', 60, '2026-03-30T08:00:00Z'],
])('%s', (_, zone, from, minutes, due) => {
  expect(hours(zone).addWorkingMinutes(at(from), minutes)).toEqual(at(due));
});

test.each([
  // 01:00 is followed by 02:00.
  ['an hour that is skipped is not open', 'Europe/London', '2026-03-29', 180, 120],
  ['an hour that is repeated is open twice', 'Europe/London', '2026-10-25', 180, 240],
  ['half an hour that is skipped', 'Australia/Lord_Howe', '2026-10-04', 180, 150],
  ['half an hour that is repeated', 'Australia/Lord_Howe', '2026-04-05', 180, 210],
  ['midnight that does not exist', 'America/Sao_Paulo', '2018-11-04', 180, 120],
  // The hour before midnight is repeated: it belongs to the day before.
  ['midnight that comes twice', 'America/Sao_Paulo', '2019-02-17', 180, 180],
])('%s', (_, zone, date, until, minutes) => {
  const closedOtherwise = hours(zone, { week: everyDay(), special: { [date]: [[0, until]] } });
  const noon = at(`${date}T12:00:00Z`).getTime();
  const day = 86_400_000;
  expect(closedOtherwise.workingMinutesBetween(new Date(noon - 2 * day), new Date(noon + 2 * day))).toBe(minutes);
});

test('a day that never was is not open', () => {
  const apia = hours('Pacific/Apia', { week: everyDay([0, 1440]), closed: ['2000-01-01'] });
  // 29 December 2011, 23:59 at UTC-10, is followed by the 31st.
  expect(apia.workingMinutesBetween(at('2011-12-29T10:00:00Z'), at('2011-12-31T10:00:00Z'))).toBe(2_880);
  const onThe30th = hours('Pacific/Apia', { week: everyDay(), special: { '2011-12-30': [[0, 1440]] } });
  expect(onThe30th.workingMinutesBetween(at('2011-12-28T00:00:00Z'), at('2012-01-02T00:00:00Z'))).toBe(0);
});

describe('spans over midnight', () => {
  const night: Span = [1320, 1800];

  test('run into the next day', () => {
    const monday = hours('UTC', { week: [[night], [], [], [], [], [], []] });
    expect(monday.workingMinutesBetween(at('2026-03-02T00:00:00Z'), at('2026-03-04T00:00:00Z'))).toBe(480);
    expect(monday.addWorkingMinutes(at('2026-03-02T23:00:00Z'), 420)).toEqual(at('2026-03-03T06:00:00Z'));
  });

  test('end at midnight before a closed day, and do not begin on one', () => {
    const closed = hours('UTC', { week: everyDay(night), closed: ['2026-03-03'] });
    expect(closed.workingMinutesBetween(at('2026-03-02T12:00:00Z'), at('2026-03-04T12:00:00Z'))).toBe(120);
  });

  test('do not count twice where the morning shift has begun', () => {
    const both = hours('UTC', { week: everyDay(night, [300, 600]) });
    expect(both.workingMinutesBetween(at('2026-03-03T00:00:00Z'), at('2026-03-04T00:00:00Z'))).toBe(600 + 120);
  });
});

test('hours of its own win over a holiday', () => {
  const calendar = hours('UTC', { closed: ['2026-03-03'], special: { '2026-03-03': [[600, 660]] } });
  expect(calendar.workingMinutesBetween(at('2026-03-03T00:00:00Z'), at('2026-03-04T00:00:00Z'))).toBe(60);
});

test('around the clock nothing is lost at midnight or when clocks change', () => {
  const always = new WorkingTime({ ...AROUND_THE_CLOCK, timeZone: 'Europe/London' });
  expect(always.workingMinutesBetween(at('2026-03-28T00:00:00Z'), at('2026-03-30T00:00:00Z'))).toBe(2_880);
  // The same hours written out by the day.
  const written = hours('Europe/London', { week: everyDay([0, 1440]), closed: ['1999-01-01'] });
  expect(written.workingMinutesBetween(at('2026-03-28T00:00:00Z'), at('2026-03-30T00:00:00Z'))).toBe(2_880);
  expect(written.addWorkingMinutes(at('2026-10-24T00:00:00Z'), 4_320)).toEqual(at('2026-10-27T00:00:00Z'));
});

test('a calendar that is never open is found out, and asking it ends', () => {
  const now = at('2026-03-02T00:00:00Z');
  expect(hours('UTC', { week: everyDay() }).isNeverOpen(now)).toBe(true);
  expect(hours('UTC', { week: everyDay(), special: { '2026-03-05': [OFFICE] } }).isNeverOpen(now)).toBe(true);
  expect(hours('UTC').isNeverOpen(now)).toBe(false);
  expect(hours('UTC', { week: everyDay() }).addWorkingMinutes(now, 1)).toBeNull();
});

test('what is added can be counted, to the millisecond, wherever one begins', () => {
  const zones = [
    'Europe/London',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Asia/Tehran',
    'Pacific/Apia',
    'Asia/Jakarta',
  ];
  const calendars = zones.map((zone) => hours(zone, { week: everyDay([0, 90], [480, 1020], [1380, 1500]) }));
  const beginning = integer({ min: Date.UTC(2011, 0), max: Date.UTC(2027, 0) });
  const spans = property(constantFrom(...calendars), beginning, integer({ min: 1, max: 3 * 86_400_000 }), (calendar, fromMs, ms) => {
    const from = new Date(fromMs);
    const due = calendar.addWorkingMs(from, ms) ?? from;
    expect(calendar.workingMsBetween(from, due)).toBe(ms);
    // The earliest such instant.
    expect(calendar.workingMsBetween(from, new Date(due.getTime() - 1))).toBe(ms - 1);
  });
  assert(spans, { numRuns: 500 });
});

test.each([
  ['08:00', '17:00', [480, 1020]],
  ['22:00', '06:00', [1320, 1800]],
  ['00:00', '24:00', [0, 1440]],
  ['22:00', '00:00', [1320, 1440]],
  ['08:00', '08:00', null],
  ['24:00', '08:00', null],
  ['8:00', '17:00', null],
])('%s–%s', (from, to, span) => {
  expect(spanFrom(from, to)).toEqual(span);
});

test('only dates that exist are dates', () => {
  expect(['2026-02-28', '2028-02-29', '2026-02-29', '2026-13-01', '26-01-01'].map(isDate)).toEqual([true, true, false, false, false]);
});
