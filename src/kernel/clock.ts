/** The only place that reads the machine's clock. Decisions take `now` from the database through {@link Tx.now}. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Instant from a provider's epoch seconds or milliseconds; null when it is not a plausible instant (1970–9999). */
export function instantFrom(epochMs: number): Date | null {
  if (!Number.isFinite(epochMs) || epochMs < 0 || epochMs > 253_402_300_799_999) return null;
  return new Date(epochMs);
}

/** The instant at this epoch millisecond. */
export function instantAt(epochMs: number): Date {
  return new Date(Math.round(epochMs));
}

/** Instant from ISO 8601 or RFC 2822 text; null when unreadable. */
export function instantFromText(text: string): Date | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instantFrom(ms);
}

export function plusMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

/** Monotonic milliseconds, for measuring durations only. */
export function stopwatchMs(): number {
  return performance.now();
}

export function plusMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
