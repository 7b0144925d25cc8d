import type { CalendarId, ClockId, SlaPolicyId, TicketId } from '../../src/kernel/id.js';
import type { ClockState } from '../../src/sla/domain/clock.js';
import { consumedMsAt } from '../../src/sla/domain/clock.js';
import type { Book } from '../../src/sla/domain/policy.js';
import { passTime, reduceClocks } from '../../src/sla/domain/ticket-clocks.js';
import { compileCalendar, DEFAULT_PAUSES, type Policy, type PromisedTicket, WorkingTime } from '../../src/sla/settings.js';
import { openMinutes } from './open-minutes.js';
import { Random } from './random.js';
import { randomCalendar } from './random-calendar.js';
import { type Change, type Event, type Seen, StepClock } from './step-clock.js';
import { WallClock } from './wall-clock.js';

/** Windows around what zones do to clocks: gaps and repeats of an hour or half of one, at midnight too, and a day that never was. */
const WINDOWS: readonly (readonly [zone: string, start: string])[] = [
  ['Europe/London', '2026-03-14'], ['Europe/London', '2026-10-10'], ['America/Sao_Paulo', '2018-10-20'], ['America/Sao_Paulo', '2019-02-02'],
  ['Asia/Kolkata', '2026-03-01'], ['Australia/Lord_Howe', '2026-03-21'], ['Australia/Lord_Howe', '2026-09-19'], ['Asia/Tehran', '2022-03-07'],
  ['Asia/Tehran', '2022-09-07'], ['Pacific/Apia', '2011-12-15'], ['Pacific/Apia', '2021-03-20'], ['Asia/Jakarta', '2026-12-10'],
]; // biome-ignore format: a table
const DAYS = 36;
const CASES = 10_000;
const CALENDARS = 20;

const seed = Number(process.env['PARLEY_ORACLE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const random = new Random(seed);

interface Tried {
  readonly open: Uint8Array;
  readonly time: WorkingTime;
}

interface Window {
  readonly wall: WallClock;
  readonly calendars: readonly Tried[];
}

const calendarId = 'calendar' as CalendarId;

async function windowOf(zone: string, start: string): Promise<Window> {
  const wall = new WallClock(zone, Date.parse(`${start}T00:00:00Z`), DAYS);
  const calendars: Tried[] = [];
  while (calendars.length < CALENDARS) {
    const settings = randomCalendar(random, wall);
    calendars.push({ open: openMinutes(settings, wall), time: new WorkingTime(await compileCalendar(settings, wall.instant(0))) });
  }
  return { wall, calendars };
}

const instantOf = (window: Window, minute: number) => window.wall.instant(minute);

/** The ticket's clock as the desk keeps it, driven by the same events. */
class DeskClock {
  private clocks: readonly ClockState[] = [];
  private ticket: PromisedTicket;
  private version = 1;
  private times: readonly WorkingTime[];

  constructor(
    private readonly window: Window,
    opened: number,
    private target: number,
    first: Tried,
  ) {
    this.times = [first.time];
    const now = instantOf(window, opened);
    this.ticket = {
      facts: {},
      inboxId: null,
      priority: 'normal',
      statusCategory: 'new',
      createdAt: now,
      waitingSince: now,
      isAnswered: false,
    };
    this.reduce(null, now);
  }

  /** What a poll of the timers does. */
  tick(minute: number): void {
    const now = instantOf(this.window, minute);
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
    this.reduce(before, instantOf(this.window, minute));
  }

  seen(minute: number): Seen {
    const [clock] = this.clocks;
    if (clock === undefined) throw new Error('no clock began');
    const minuteOf = (at: Date | null) =>
      at === null || at >= instantOf(this.window, this.window.wall.length) ? null : (at.getTime() - this.window.wall.startMs) / 60_000;
    const spent = consumedMsAt(clock, instantOf(this.window, minute), this.book().timeOf(clock.calendar)) / 60_000;
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

function randomEvents(window: Window, opened: number): readonly Event[] {
  const count = random.int(0, 8);
  const latest = Math.min(window.wall.length - 1, opened + 14 * 1_440);
  const minutes = Array.from({ length: count }, () => random.int(opened, latest)).toSorted((a, b) => a - b);
  // Now and then two at the same instant.
  return minutes.map((minute, i) => ({ minute: random.chance(0.1) ? (minutes[i - 1] ?? minute) : minute, changes: randomChanges(window) }));
}

function randomChanges(window: Window): readonly Change[] {
  const status = (): Change => ({ kind: 'status', to: random.pick(['open', 'open', 'pending', 'on_hold', 'resolved']) });
  const target = (): Change => ({ kind: 'target', minutes: random.int(1, 240) * 10 });
  const hours = (): Change => ({ kind: 'hours', open: random.pick(window.calendars).open });
  const kinds = [status, status, status, target, hours];
  return random.chance(0.2) ? [random.pick(kinds)(), random.pick(kinds)()] : [random.pick(kinds)()];
}

let windows: readonly Window[];

beforeAll(async () => {
  const made: Window[] = [];
  for (const [zone, start] of WINDOWS) made.push(await windowOf(zone, start));
  windows = made;
});

test(`working time agrees with the wall in ${CASES} random spans, seed ${seed}`, () => {
  for (let i = 0; i < CASES; i++) {
    const window = random.pick(windows);
    const { open, time } = random.pick(window.calendars);
    const from = random.int(0, window.wall.length - 1);
    const to = random.int(from, Math.min(window.wall.length - 1, from + 5_000));
    let counted = 0;
    for (let minute = from; minute < to; minute++) counted += open[minute] ?? 0;
    const told = time.workingMinutesBetween(instantOf(window, from), instantOf(window, to));
    if (told !== counted)
      throw new Error(`seed ${seed}, case ${i}, ${window.wall.zone}: ${told} working minutes, the wall shows ${counted}`);
  }
});

test(`clocks agree with one that is stepped minute by minute in ${CASES} random lives, seed ${seed}`, () => {
  console.log(`oracle seed ${seed}: PARLEY_ORACLE_SEED=${seed} repeats it`);
  let compared = 0;
  for (let i = 0; i < CASES; i++) {
    const window = random.pick(windows);
    const first = random.pick(window.calendars);
    const opened = random.int(0, 18 * 1_440);
    const target = random.int(1, 240) * 10;
    const desk = new DeskClock(window, opened, target, first);
    const oracle = new StepClock(opened, target, first.open);
    const events = randomEvents(window, opened);
    const compare = (minute: number) => {
      const [told, seen] = [desk.seen(minute), oracle.seen()];
      compared += 1;
      if (JSON.stringify(told) !== JSON.stringify(seen))
        throw new Error(
          `seed ${seed}, case ${i}, ${window.wall.zone}, minute ${minute}: ${JSON.stringify(told)}, stepped: ${JSON.stringify(seen)}`,
        );
    };
    let last = opened;
    for (const event of events) {
      if (random.chance(0.5)) desk.tick(random.int(last, event.minute));
      desk.apply(event);
      oracle.apply(event);
      compare(event.minute);
      last = event.minute;
    }
    const end = Math.min(window.wall.length - 1, last + random.int(1, 4_000));
    desk.tick(end);
    oracle.walk(end);
    compare(end);
  }
  expect(compared).toBeGreaterThan(CASES * 4);
});
