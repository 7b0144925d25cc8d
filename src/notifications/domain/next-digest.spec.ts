import { assert, constantFrom, integer, property } from 'fast-check';
import { isTimeZone, nextDigestAt } from './next-digest.js';

const daily = (digestHour: number, zone: string, after: string) =>
  nextDigestAt({ digest: 'daily', digestHour, zone }, new Date(after))?.toISOString();

test.each([
  [8, 'UTC', '2026-03-02T07:59:59Z', '2026-03-02T08:00:00.000Z'],
  [8, 'UTC', '2026-03-02T08:00:00Z', '2026-03-03T08:00:00.000Z'],
  [8, 'Asia/Kolkata', '2026-03-02T02:29:00Z', '2026-03-02T02:30:00.000Z'],
  [0, 'Asia/Kathmandu', '2026-03-02T12:00:00Z', '2026-03-02T18:15:00.000Z'],
  // The clock skips 02:00 to 03:00 on 8 March.
  [2, 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T06:00:00.000Z'],
  // 01:00 comes twice on 1 November: one digest.
  [1, 'America/New_York', '2026-11-01T00:00:00Z', '2026-11-01T05:00:00.000Z'],
  [1, 'America/New_York', '2026-11-01T05:00:00Z', '2026-11-02T06:00:00.000Z'],
  // The clock skips 30 December.
  [9, 'Pacific/Apia', '2011-12-29T20:00:00Z', '2011-12-30T19:00:00.000Z'],
])('a digest at %d in %s after %s is due at %s', (hour, zone, after, expected) => {
  expect(daily(hour, zone, after)).toBe(expected);
});

test('hourly digests are due at the full hour, those switched off never', () => {
  const after = new Date('2026-03-02T08:00:00Z');
  expect(nextDigestAt({ digest: 'hourly', digestHour: 0, zone: 'UTC' }, after)).toEqual(new Date('2026-03-02T09:00:00Z'));
  expect(nextDigestAt({ digest: 'off', digestHour: 0, zone: 'UTC' }, after)).toBeNull();
});

test('the next digest is always later, within 49 hours, and at the hour asked for', () => {
  const zones = [
    'Europe/London',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Asia/Tehran',
    'Pacific/Apia',
    'Pacific/Chatham',
  ];
  const when = integer({ min: Date.parse('2005-01-01'), max: Date.parse('2030-01-01') });
  assert(
    property(constantFrom(...zones), integer({ min: 0, max: 23 }), when, (zone, digestHour, ms) => {
      const next = nextDigestAt({ digest: 'daily', digestHour, zone }, new Date(ms));
      const hour = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(next ?? undefined);
      const minutes = ((next?.getTime() ?? 0) - ms) / 60_000;
      expect({ hour: Number(hour), isLater: minutes > 0, isSoon: minutes <= 49 * 60 }).toEqual({
        hour: digestHour,
        isLater: true,
        isSoon: true,
      });
    }),
    { numRuns: 300 },
  );
});

test('names of zones are known, offsets are not names', () => {
  expect(['UTC', 'Asia/Jakarta', 'Mars/Olympus', '+07:00', ''].map(isTimeZone)).toEqual([true, true, false, false, false]);
});
