import { instantAt } from '../../kernel/clock.js';

export const DIGESTS = ['off', 'hourly', 'daily'] as const;
export type Digest = (typeof DIGESTS)[number];

export interface DigestTimes {
  readonly digest: Digest;
  /** For `daily`: 0 to 23, in the zone. */
  readonly digestHour: number;
  /** IANA name. */
  readonly zone: string;
}

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Two days and the hour a clock may be put back. */
const QUARTERS_MAX = 49 * 4;

/**
 * The first instant after this one at which a digest is due; null: none. Hours of every zone begin at a quarter. A day without that
 * hour, because the clock skips it, has no digest.
 */
export function nextDigestAt({ digest, digestHour, zone }: DigestTimes, after: Date): Date | null {
  switch (digest) {
    case 'off':
      return null;
    case 'hourly':
      return instantAt((Math.floor(after.getTime() / HOUR_MS) + 1) * HOUR_MS);
    case 'daily':
      return nextHour(zone, digestHour, Math.floor(after.getTime() / QUARTER_MS) + 1);
  }
}

export function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && hourIn(zone).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function nextHour(zone: string, hour: number, first: number): Date | null {
  const format = hourIn(zone);
  const isHour = (quarter: number) => Number(format.format(instantAt(quarter * QUARTER_MS))) === hour;
  for (let quarter = first; quarter < first + QUARTERS_MAX; quarter++)
    if (isHour(quarter) && !isHour(quarter - 1)) return instantAt(quarter * QUARTER_MS);
  return null;
}

function hourIn(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
}
