import { systemActor } from '../../src/kernel/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { ReportCounter } from '../../src/reporting/report-counter.js';
import { ReportRepository } from '../../src/reporting/store/report.repository.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

const ROWS_MAX = 5_000;
let desk: TestDesk;
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock(new Date('2026-03-02T09:55:00Z'));
  desk = await testDesk({ channels: () => [], clock });
});

afterEach(() => desk.stop());

async function openTicket(): Promise<string> {
  const contact = { identities: [{ kind: 'email', value: 'ayu@example.com' }] };
  const { body } = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'Refund', text: 'Where is it?', contact } });
  return String(body['id']);
}

const ask = (query: string, what = 'figures') => desk.request('GET', `/api/v1/reports/${what}?${query}`);

/** As many rows as there are keys, all of one quarter of an hour. */
async function count(keys: number): Promise<void> {
  const at = { atMs: clock.now.getTime() - 600_000, seconds: 0, within: [0, 0, 0, 0, 0, 0, 0] } as const;
  const deltas = Array.from({ length: keys }, (_, n) => ({
    ...at,
    cut: 'channel' as const,
    figure: 'opened' as const,
    teamId: '00000000-0000-7000-8000-000000000000',
    key: `channel-${n}`,
    count: 1,
  }));
  await desk.app.get(UnitOfWork).run(systemActor('test'), (tx) => desk.app.get(ReportRepository).add(tx, deltas));
}

test('an answer with more rows than it shows says so, and no table is cut without a word', async () => {
  const query = 'from=2026-03-02T09:00:00Z&to=2026-03-02T10:00:00Z&by=channel&every=whole';
  await count(ROWS_MAX);
  const whole = await ask(query);
  expect([whole.body.items.length, whole.body['isCut']]).toEqual([ROWS_MAX, false]);
  const headers = { authorization: `Bearer ${desk.token}` };
  const table = await fetch(`${desk.url}/api/v1/reports/figures.csv?${query}`, { headers });
  expect((await table.text()).trim().split('\n')).toHaveLength(1 + ROWS_MAX);
  await count(ROWS_MAX + 1);
  const cut = await ask(query);
  expect([cut.body.items.length, cut.body['isCut']]).toEqual([ROWS_MAX, true]);
  const refused = await ask(query, 'figures.csv');
  expect(refused).toMatchObject({ status: 422, body: { code: 'report.too-many-rows', limit: ROWS_MAX } });
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(refused.headers.get('content-disposition')).toBeNull();
});

test('bounds within a quarter of an hour take in all of it, and the answer says which span was counted', async () => {
  const opened = async (from: string, to: string) => {
    const { status, body } = await ask(`from=2026-03-02T${from}:00Z&to=2026-03-02T${to}:00Z&by=channel&every=whole`);
    expect(status).toBe(200);
    return [body['from'], body['to'], body.items.reduce((sum, f) => sum + Number(f['opened']), 0)];
  };
  for (const minutes of [0, 15, 15]) {
    clock.forward(minutes); // 09:55, 10:10, 10:25
    await openTicket();
  }
  clock.forward(15); // 10:40
  await openTicket();
  await desk.app.get(ReportCounter).run();
  const at = (time: string) => `2026-03-02T${time}:00.000Z`;
  expect(await opened('10:07', '10:37')).toEqual([at('10:00'), at('10:45'), 3]);
  expect(await opened('10:07', '10:15')).toEqual([at('10:00'), at('10:15'), 1]);
  expect(await opened('10:15', '10:30')).toEqual([at('10:15'), at('10:30'), 1]);
  expect(await opened('10:44', '10:46')).toEqual([at('10:30'), at('11:00'), 1]);
  const table = await fetch(`${desk.url}/api/v1/reports/figures.csv?from=${at('10:07')}&to=${at('10:37')}&every=whole`, {
    headers: { authorization: `Bearer ${desk.token}` },
  });
  expect(table.headers.get('content-disposition')).toBe('attachment; filename="figures_20260302T1000Z_20260302T1045Z.csv"');
  const backlog = async (to: string) => (await ask(`from=${at('09:00')}&to=${at(to)}`, 'backlog')).body;
  expect(await backlog('10:05')).toMatchObject({ at: at('10:15'), open: 2 });
  expect(await backlog('10:30')).toMatchObject({ at: at('10:30'), open: 3 });
});

test('by the hour each hour stands by itself, in the zone that was asked for, over eight days at most', async () => {
  for (const minutes of [0, 10, 50]) {
    clock.forward(minutes); // 09:55, 10:05, 10:55
    await openTicket();
  }
  await desk.app.get(ReportCounter).run();
  const hours = async (zone: string) => {
    const { body } = await ask(`from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&by=channel&every=hour&zone=${zone}`);
    return body.items.filter((f) => f['opened'] !== 0).map((f) => [f['at'], f['opened']]);
  };
  expect(await hours('UTC')).toEqual([
    ['2026-03-02T09:00:00.000Z', 1],
    ['2026-03-02T10:00:00.000Z', 2],
  ]);
  // Hours begin at a quarter past the hour of UTC there.
  expect(await hours('Asia/Kathmandu')).toEqual([
    ['2026-03-02T09:15:00.000Z', 2],
    ['2026-03-02T10:15:00.000Z', 1],
  ]);
  const long = await ask('from=2026-03-01T00:00:00Z&to=2026-03-09T00:15:00Z&every=hour');
  expect(long).toMatchObject({ status: 422, body: { code: 'report.bad-span', field: 'to' } });
  expect((await ask('from=2026-03-01T00:00:00Z&to=2026-03-09T00:00:00Z&every=hour')).status).toBe(200);
});

test('the wallboard tells what is due within half an hour from what is late and what has time', async () => {
  // Eleven minutes later: late by one, due in 29, in 31, and much later.
  const policy = { name: 'By priority', targets: { 'first-response': { low: 10, normal: 40, high: 42, urgent: 120 } } };
  expect((await desk.request('POST', '/api/v1/sla-policies', { body: policy })).status).toBe(201);
  for (const priority of ['low', 'normal', 'high', 'urgent']) {
    const id = await openTicket();
    await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { priority } });
  }
  await desk.drainJobs();
  clock.forward(11);
  const { body } = await desk.request('GET', '/api/v1/reports/queues');
  expect(body.items).toMatchObject([{ teamId: null, open: 4, overdue: 1, dueSoon: 1 }]);
});
