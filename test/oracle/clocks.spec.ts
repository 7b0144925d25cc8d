import { compileCalendar, WorkingTime } from '../../src/sla/settings.js';
import { DeskClock, type Tried, type Window } from './desk-clock.js';
import { openMinutes } from './open-minutes.js';
import { Random } from './random.js';
import { randomCalendar } from './random-calendar.js';
import { type Change, type Event, StepClock } from './step-clock.js';
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

async function windowOf(zone: string, start: string): Promise<Window> {
  const wall = new WallClock(zone, Date.parse(`${start}T00:00:00Z`), DAYS);
  const calendars: Tried[] = [];
  while (calendars.length < CALENDARS) {
    const settings = randomCalendar(random, wall);
    const open = openMinutes(settings, wall);
    const hours = await compileCalendar(settings, wall.instant(0)).catch((error: unknown) => {
      // One that is never open is refused, and the wall must say so too.
      expect([(error as { code?: unknown }).code, open.includes(1)]).toEqual(['calendar.never-open', false]);
      return null;
    });
    if (hours !== null) calendars.push({ open, time: new WorkingTime(hours) });
  }
  return { wall, calendars };
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
  const differences: string[] = [];
  for (let i = 0; i < CASES; i++) {
    const window = random.pick(windows);
    const { open, time } = random.pick(window.calendars);
    const from = random.int(0, window.wall.length - 1);
    const to = random.int(from, Math.min(window.wall.length - 1, from + 5_000));
    let counted = 0;
    for (let minute = from; minute < to; minute++) counted += open[minute] ?? 0;
    const told = time.workingMinutesBetween(window.wall.instant(from), window.wall.instant(to));
    if (told !== counted) differences.push(`case ${i}, ${window.wall.zone}: ${told} working minutes, the wall shows ${counted}`);
  }
  expect(differences).toEqual([]);
});

test(`clocks agree with one that is stepped minute by minute in ${CASES} random lives, seed ${seed}`, () => {
  console.log(`oracle seed ${seed}: PARLEY_ORACLE_SEED=${seed} repeats it`);
  const differences: string[] = [];
  let compared = 0;
  for (let i = 0; i < CASES; i++) {
    const told = life();
    compared += told.compared;
    differences.push(...told.differences.map((difference) => `case ${i}, ${difference}`));
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(CASES * 4);
});

/** One ticket's life, told to both. */
function life(): { readonly compared: number; readonly differences: readonly string[] } {
  const window = random.pick(windows);
  const first = random.pick(window.calendars);
  const opened = random.int(0, 18 * 1_440);
  const target = random.int(1, 240) * 10;
  const desk = new DeskClock(window, { opened, target, first });
  const oracle = new StepClock(opened, target, first.open);
  const events = randomEvents(window, opened);
  const differences: string[] = [];
  const compare = (minute: number) => {
    const [told, seen] = [JSON.stringify(desk.seen(minute)), JSON.stringify(oracle.seen())];
    if (told !== seen) differences.push(`${window.wall.zone}, minute ${minute}: ${told}, stepped: ${seen}`);
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
  return { compared: events.length + 1, differences };
}
