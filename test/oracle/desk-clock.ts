import type { CalendarId, ClockId, SlaPolicyId, TicketId } from '../../src/kernel/id.js';
import { type ClockState, consumedMsAt } from '../../src/sla/domain/clock.js';
import { passTime, reduceClocks } from '../../src/sla/domain/ticket-clocks.js';
import { type Book, DEFAULT_PAUSES, type Policy, type PromisedTicket, type WorkingTime } from '../../src/sla/settings.js';
import type { Event, Seen } from './step-clock.js';
import type { WallClock } from './wall-clock.js';

/** A calendar, as both sides have it. */
export interface Tried {
  readonly open: Uint8Array;
  readonly time: WorkingTime;
}

export interface Window {
  readonly wall: WallClock;
  readonly calendars: readonly Tried[];
}

const calendarId = 'calendar' as CalendarId;

/** The ticket's clock as the desk keeps it, driven by the same events. */
export class DeskClock {
  private clocks: readonly ClockState[] = [];
  private ticket: PromisedTicket;
  private version = 1;
  private target: number;
  private times: readonly WorkingTime[];

  constructor(
    private readonly window: Window,
    { opened, target, first }: { readonly opened: number; readonly target: number; readonly first: Tried },
  ) {
    this.times = [first.time];
    this.target = target;
    const now = window.wall.instant(opened);
    this.ticket = {
      facts: {},
      inboxId: null,
      priority: 'normal',
      statusCategory: 'new',
      createdAt: now,
      waitingSince: now,
      isAnswered: false,
      goneWhy: null,
    };
    this.reduce(null, now);
  }

  /** What a poll of the timers does. */
  tick(minute: number): void {
    const now = this.window.wall.instant(minute);
    this.clocks = this.clocks.map((clock) =>
      clock.endedAt === null ? passTime(clock, { book: this.book(), now, escalates: true }).clock : clock,
    );
  }

  apply({ minute, changes }: Event): void {
    const before = this.ticket;
    for (const change of changes) {
      if (change.kind === 'status') this.ticket = { ...this.ticket, statusCategory: change.to };
      if (change.kind === 'target') this.target = change.minutes;
      if (change.kind === 'hours') {
        this.version += 1;
        this.times = [...this.times, this.tried(change.open).time];
      }
    }
    this.reduce(before, this.window.wall.instant(minute));
  }

  seen(minute: number): Seen {
    const [clock] = this.clocks;
    if (clock === undefined) throw new Error('no clock began');
    const minuteOf = (at: Date | null) =>
      at === null || at >= this.window.wall.instant(this.window.wall.length) ? null : (at.getTime() - this.window.wall.startMs) / 60_000;
    const spent = consumedMsAt(clock, this.window.wall.instant(minute), this.book().timeOf(clock.calendar)) / 60_000;
    if (clock.breachedAt !== null) return { standing: 'broken', spent, due: null, broken: minuteOf(clock.breachedAt) };
    const standing = clock.endedAt !== null ? 'done' : clock.state === 'paused' ? 'paused' : 'running';
    return { standing, spent, due: standing === 'running' ? minuteOf(clock.dueAt) : null, broken: null };
  }

  private reduce(before: PromisedTicket | null, now: Date): void {
    const happening = { ticketId: 'ticket' as TicketId, before, after: this.ticket, message: null, now };
    this.clocks = reduceClocks(this.clocks, happening, { book: this.book(), newId: () => 'clock' as ClockId }).clocks;
    this.tick((now.getTime() - this.window.wall.startMs) / 60_000);
  }

  private book(): Book {
    const policy: Policy = {
      id: 'policy' as SlaPolicyId, name: 'P', enabled: true, condition: { all: [] }, calendarId, targets: { resolution: { normal: this.target } },
      pauses: DEFAULT_PAUSES, warnAt: [50, 80], escalations: [],
    }; // biome-ignore format: one glance
    return {
      policies: [policy],
      inboxCalendars: new Map(),
      calendars: new Map([[calendarId, { id: calendarId, version: this.version }]]),
      catalogue: {},
      timeOf: (ref) => {
        const time = ref === null ? undefined : this.times[ref.version - 1];
        if (time === undefined) throw new Error('no such version');
        return time;
      },
    };
  }

  private tried(open: Uint8Array): Tried {
    const found = this.window.calendars.find((calendar) => calendar.open === open);
    if (found === undefined) throw new Error('no such calendar');
    return found;
  }
}
