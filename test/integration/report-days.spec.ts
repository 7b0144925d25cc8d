import { systemActor } from '../../src/kernel/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { type Delta, summed } from '../../src/reporting/domain/delta.js';
import { ReportRepository } from '../../src/reporting/store/report.repository.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

// Half an hour of summer time, clocks changed within the span, quarters of an hour off, and none of that.
const ZONES = ['Australia/Lord_Howe', 'Europe/London', 'Asia/Kathmandu', 'Asia/Jakarta'];
const QUARTER_MS = 900_000;
const FIRST = Date.parse('2026-03-10T00:00:00Z');
const QUARTERS = 45 * 96;
let desk: TestDesk;
let seed: number;

beforeEach(async () => {
  desk = await testDesk({ clock: new FakeClock(new Date(FIRST + QUARTERS * QUARTER_MS)) });
  seed = 11;
});

afterEach(() => desk.stop());

function random(n: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % n;
}

function delta(): Delta {
  const teamId = `00000000-0000-7000-8000-00000000000${random(3)}`;
  const key = ['email', 'chat'][random(2)] ?? '';
  const count = random(9) === 0 ? -1 : 1 + random(3);
  return {
    cut: 'channel',
    figure: 'opened',
    atMs: FIRST + random(QUARTERS) * QUARTER_MS,
    teamId,
    key,
    count,
    seconds: 0,
    within: [0, 0, 0, 0, 0, 0, 0],
  };
}

async function count(times: number): Promise<void> {
  const deltas = Array.from({ length: times }, delta).flatMap((d) => [d, { ...d, cut: 'team', key: '' } as const]);
  await desk.app.get(UnitOfWork).run(systemActor('test'), (tx) => desk.app.get(ReportRepository).add(tx, summed(deltas)));
}

type Step = 'day' | 'week' | 'month' | 'whole';

async function asked(zone: string, every: Step, [from, to]: readonly [Date, Date]) {
  const query = `from=${from.toISOString()}&to=${to.toISOString()}&by=channel&every=${every}&zone=${zone}`;
  const { status, body } = await desk.request('GET', `/api/v1/reports/figures?${query}`);
  expect(status).toBe(200);
  return body.items.filter((f) => f['opened'] !== 0).map((f) => [f['at'], f['key'], f['opened']]);
}

/** The same by the quarters of an hour alone. */
async function counted(zone: string, every: Step, [from, to]: readonly [Date, Date]) {
  const { rows } = await desk.pool.query<{ at: Date | null; key: string; n: number }>(
    `select case when $4 <> 'whole' then date_trunc($4, at, $3) end as at, key, sum(count)::int as n from report_bucket
     where cut = 'channel' and at >= $1 and at < $2 group by 1, 2 having sum(count) <> 0 order by 1, 2`,
    [from, to, zone, every],
  );
  return rows.map((r) => [r.at?.toISOString() ?? null, r.key, r.n]);
}

async function compareAll(): Promise<void> {
  for (const zone of ZONES) {
    for (const every of ['day', 'week', 'month', 'whole'] as const) {
      const from = FIRST + random(QUARTERS / 2) * QUARTER_MS;
      const span = [new Date(from), new Date(from + (1 + random(QUARTERS / 2)) * QUARTER_MS)] as const;
      expect(await asked(zone, every, span)).toEqual(await counted(zone, every, span));
    }
  }
}

test('days kept for a zone say what their quarters of an hour say, counted before, while and after they are made', async () => {
  await count(900);
  await compareAll();
  expect((await desk.pool.query('select zone from report_zone where built_from is null')).rowCount).toBe(ZONES.length);
  await Promise.all([desk.drainJobs(), count(300), count(300), count(300)]);
  await compareAll();
  await count(300);
  await compareAll();
  const { rows } = await desk.pool.query<{ from: Date }>('select max(built_from) as from from report_zone');
  expect(rows[0]?.from.getTime()).toBeLessThanOrEqual(FIRST);
});

test('it is the days that are read, but for the ends of the span', async () => {
  await count(900);
  const span = [new Date('2026-03-20T01:00:00Z'), new Date('2026-03-23T05:00:00Z')] as const;
  await asked('Asia/Jakarta', 'whole', span);
  await desk.drainJobs();
  await desk.pool.query(
    `update report_bucket set count = 0 where at >= '2026-03-20T17:00:00Z' and at < '2026-03-22T17:00:00Z'`, // two days of Jakarta
  );
  const [days, quarters] = [await asked('Asia/Jakarta', 'whole', span), await counted('Asia/Jakarta', 'whole', span)];
  expect(days).not.toEqual(quarters);
  await desk.pool.query('delete from report_day');
  expect(await asked('Asia/Jakarta', 'whole', span)).toEqual(quarters);
});

test('a zone that nobody has asked in for two months is forgotten, and asked in again it comes back', async () => {
  await count(50);
  const span = [new Date(FIRST), new Date(FIRST + QUARTERS * QUARTER_MS)] as const;
  await asked('Asia/Jakarta', 'day', span);
  await desk.drainJobs();
  await desk.pool.query(`update report_zone set asked_at = asked_at - interval '61 days'`);
  await desk.pool.query(`select graphile_worker.add_job('forget-report-days')`);
  await desk.drainJobs();
  for (const table of ['report_zone', 'report_day']) expect((await desk.pool.query(`select from ${table}`)).rowCount).toBe(0);
  expect(await asked('Asia/Jakarta', 'day', span)).toEqual(await counted('Asia/Jakarta', 'day', span));
});
