/**
 * The wall clock of a zone, read minute by minute from Intl and from nothing else. This is the oracle's own idea of time: it shares no
 * code with what it judges, and knows nothing of offsets or transitions.
 */
const MINUTE = 60_000;

export interface WallMinute {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly minute: number;
}

export class WallClock {
  private readonly minutes: WallMinute[];

  constructor(
    readonly zone: string,
    readonly startMs: number,
    days: number,
  ) {
    // Swedish writes dates and times as ISO 8601 does: 2026-03-29 02:30.
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    let date = '';
    this.minutes = Array.from({ length: days * 1440 }, (_, i) => {
      const text = format.format(startMs + i * MINUTE);
      if (!text.startsWith(date) || date === '') date = text.slice(0, 10);
      return { date, minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14)) };
    });
  }

  get length(): number {
    return this.minutes.length;
  }

  /** What the wall shows in a minute of the window. */
  at(index: number): WallMinute {
    const found = this.minutes[index];
    if (found === undefined) throw new Error('outside the window');
    return found;
  }

  instant(index: number): Date {
    return new Date(this.startMs + index * MINUTE);
  }
}
