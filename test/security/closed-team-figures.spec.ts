import { ReportCounter } from '../../src/reporting/report-counter.js';
import { type Person, person, team, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let safety: string;
let own: string;
let outsider: Person;
let member: Person;
let auditor: Person;
const span = 'from=2020-01-01T00:00:00Z&to=2020-12-01T00:00:00Z';
let now: string;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [] });
  [safety, own] = [await team(desk, 'members'), await team(desk)];
  member = await person(desk, { role: 'supervisor', teamIds: [safety] });
  outsider = await person(desk, { role: 'supervisor', teamIds: [own] });
  auditor = await person(desk, { role: 'auditor' });
  await ticket(desk, { teamId: safety });
  await ticket(desk, { teamId: own });
  await desk.app.get(ReportCounter).run();
  const hour = 3_600_000;
  const [from, to] = [new Date(Date.now() - hour), new Date(Date.now() + hour)].map((at) => at.toISOString());
  now = `from=${from}&to=${to}`;
});

afterAll(() => desk.stop());

const get = (who: Person, path: string) => desk.request('GET', `/api/v1/${path}`, { token: who.token });
const CLOSED = { status: 403, body: { code: 'team.closed-to-you', field: 'teamId' } };

test('sums of a closed team are for whom its tickets are', async () => {
  for (const path of [`reports/figures?${span}`, `reports/figures.csv?${span}`, `reports/backlog?${span}`, 'presence?']) {
    for (const teamId of [safety, safety.toUpperCase()])
      expect([path, await get(outsider, `${path}&teamId=${teamId}`)]).toMatchObject([path, CLOSED]);
    for (const who of [member, auditor]) expect([path, (await get(who, `${path}&teamId=${safety}`)).status]).toEqual([path, 200]);
    expect([path, (await get(outsider, `${path}&teamId=${own}`)).status]).toEqual([path, 200]);
  }
});

test('nor are they part of the sums of all', async () => {
  for (const [who, hidden] of [[outsider, true], [member, false], [auditor, false]] as const) {
    const shown = hidden ? 1 : 2;
    const figures = await get(who, `reports/figures?${now}&by=team&every=whole`);
    expect(figures.body.items.map((f) => f['key']).includes(safety)).toBe(!hidden);
    const categories = await get(who, `reports/figures?${now}&by=category&every=whole`);
    expect(categories.body.items.reduce((sum, f) => sum + Number(f['opened']), 0)).toBe(shown);
    expect(await get(who, `reports/backlog?${now}`)).toMatchObject({ status: 200, body: { open: shown } });
    const queues = await get(who, 'reports/queues');
    expect(queues.body.items.map((q) => q['teamId']).includes(safety)).toBe(!hidden);
  }
}); // biome-ignore format: one glance

test('a simulation replays neither the tickets nor the people of a closed team', async () => {
  const simulate = (who: Person, body: object = {}) =>
    desk.request('POST', '/api/v1/routing/simulate', { token: who.token, body: { days: 1, ...body } });
  const idsOf = (list: unknown, key: string) => (list as Record<string, unknown>[]).map((one) => one[key]);
  for (const [who, hidden] of [
    [outsider, true],
    [member, false],
  ] as const) {
    const { body } = await simulate(who);
    expect(body).toMatchObject({ tickets: hidden ? 1 : 2 });
    expect(idsOf(body['teams'], 'teamId').includes(safety)).toBe(!hidden);
    expect(idsOf(body['teams'], 'teamId')).toContain(own);
    expect(idsOf(body['agents'], 'agentId').includes(member.id)).toBe(!hidden);
    expect(idsOf(body['agents'], 'agentId')).toContain(outsider.id);
    expect(JSON.stringify(body['assumptions']).includes('closed to you')).toBe(hidden);
  }
  for (const body of [
    { teams: [{ teamId: safety, strategy: 'round-robin' }] },
    { teams: [{ teamId: own, overflowTeamId: safety, overflowAfterMinutes: 5 }] },
    { agents: [{ name: 'One more', teamIds: [own, safety] }] },
  ]) {
    expect(await simulate(outsider, body)).toMatchObject(CLOSED);
    expect((await simulate(member, body)).status).toBe(200);
  }
  const lent = await simulate(outsider, { agents: [{ agentId: member.id, teamIds: [own] }] });
  expect(idsOf(lent.body['agents'], 'agentId')).toContain(member.id);
});

test('figures, queues and the table name teams and agents', async () => {
  const { body } = await desk.request('GET', `/api/v1/teams/${own}`);
  const figures = await get(outsider, `reports/figures?${now}&by=team&every=whole`);
  expect(figures.body.items.map((f) => [f['key'], f['name']])).toEqual([
    [own, body['name']],
    [null, null],
  ]);
  const queues = await get(outsider, 'reports/queues');
  expect(queues.body.items).toMatchObject([{ teamId: own, teamName: body['name'] }]);
  const table = await fetch(`${desk.url}/api/v1/reports/figures.csv?${now}&by=team&every=whole`, {
    headers: { authorization: `Bearer ${outsider.token}` },
  });
  expect(await table.text()).toMatch(new RegExp(`^at,key,name,opened.*\\n,${own},${String(body['name'])},1,`));
});

test('days begin where the asker said they are, else in UTC', async () => {
  const first = async (who: Person) => (await get(who, `reports/figures?${now}&every=month`)).body.items[0]?.['at'];
  expect(String(await first(outsider))).toMatch(/-01T00:00:00\.000Z$/);
  const preference = { muted: [], digest: 'off', digestHour: 8, zone: 'Asia/Jakarta' };
  expect((await desk.request('PUT', '/api/v1/notification-preferences', { token: member.token, body: preference })).status).toBe(200);
  expect(String(await first(member))).toMatch(/T17:00:00\.000Z$/);
});

test('a span that is none, and a zone that is none, are named', async () => {
  expect(await get(auditor, 'reports/figures?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z')).toMatchObject({
    status: 422,
    body: { code: 'report.bad-span', field: 'to' },
  });
  expect(await get(auditor, `reports/figures?${span}&zone=Mars`)).toMatchObject({
    status: 422,
    body: { code: 'report.unknown-zone', field: 'zone' },
  });
});
