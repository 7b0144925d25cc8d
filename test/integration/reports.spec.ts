import { ReportCounter } from '../../src/reporting/report-counter.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { FakeClock } from '../kit/fake-clock.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let clock: FakeClock;
let inboxId: string;

beforeEach(async () => {
  const channel = new FakeChannel();
  clock = new FakeClock();
  desk = await testDesk({ channels: () => [channel.definition()], clock });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  inboxId = String(inbox.body['id']);
});

afterEach(() => desk.stop());

async function write(who: string): Promise<void> {
  const event = said({ who });
  await desk.request('POST', `/ingress/fake/${inboxId}/events`, {
    token: null,
    headers: { 'x-fake-key': 'right' },
    body: { key: event.key, events: [event] },
  });
  await desk.drainJobs();
}

const tickets = async () => (await desk.request('GET', '/api/v1/tickets?limit=200')).body.items;
const ticketOf = async (who: string) => (await tickets()).find((t) => (t['contact'] as { name: string }).name === who);
const change = (id: unknown, body: object) => desk.request('PATCH', `/api/v1/tickets/${String(id)}`, { body });
const reply = (id: unknown) => desk.request('POST', `/api/v1/tickets/${String(id)}/messages`, { body: { kind: 'reply', text: 'Hello' } });

type Figures = { at: string | null; key: string | null; opened: number } & Record<string, unknown>;

async function figures(query: string): Promise<Figures[]> {
  await desk.app.get(ReportCounter).run();
  const span = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';
  const { status, body } = await desk.request('GET', `/api/v1/reports/figures?${span}&${query}`);
  expect(status).toBe(200);
  return body.items as unknown as Figures[];
}

test('a message counts once, however often its ticket is merged and unmerged', async () => {
  const inbound = async () => (await figures('by=channel&every=whole')).reduce((sum, row) => sum + Number(row['received']), 0);
  await write('ayu');
  await write('budi');
  const [ayu, budi] = [(await ticketOf('ayu'))?.['id'], (await ticketOf('budi'))?.['id']];
  expect(await inbound()).toBe(2);
  const act = (id: unknown, path: string, body: object = {}) => desk.request('POST', `/api/v1/tickets/${String(id)}/${path}`, { body });
  for (let said = 3; said < 6; said++) {
    expect((await act(ayu, 'merge', { intoId: budi, acrossContacts: true })).status).toBeLessThan(300);
    expect(await inbound()).toBe(said - 1);
    await write('ayu');
    expect(await inbound()).toBe(said);
    expect((await act(ayu, 'unmerge')).status).toBeLessThan(300);
    expect(await inbound()).toBe(said);
  }
});

test('what nobody had counted when it was moved is counted afterwards', async () => {
  const received = async () => (await figures('by=channel&every=whole')).reduce((sum, row) => sum + Number(row['received']), 0);
  for (const who of ['ayu', 'budi', 'ayu']) await write(who);
  const [ayu, budi] = [(await ticketOf('ayu'))?.['id'], (await ticketOf('budi'))?.['id']];
  const act = (id: unknown, path: string, body: object = {}) => desk.request('POST', `/api/v1/tickets/${String(id)}/${path}`, { body });
  await act(ayu, 'merge', { intoId: budi, acrossContacts: true });
  await act(ayu, 'unmerge');
  for (const id of [ayu, budi]) await act(id, 'spam');
  expect(await received()).toBe(0);
  await act(budi, 'not-spam');
  for (let n = 0; n < 3; n++) await write('budi');
  expect(await received()).toBe(4);
  await act(ayu, 'not-spam');
  expect(await received()).toBe(6);
});

test('an answered and resolved ticket counts once in each figure, where it is now', async () => {
  await write('ayu');
  const ticket = await ticketOf('ayu');
  clock.forward(10);
  await reply(ticket?.['id']);
  await desk.app.get(ReportCounter).run(); // messages stay where they were counted
  clock.forward(50);
  await change(ticket?.['id'], { status: 'resolved', category: 'refund' });
  expect(await figures('by=category&every=whole')).toMatchObject(
    [
      {
        key: 'refund',
        opened: 1,
        firstResponse: { count: 1, averageSeconds: 600, within: { '5m': 0, '15m': 1 } },
        resolution: { count: 1, averageSeconds: 3600, within: { '15m': 0, '1h': 1 } },
      },
      { key: 'general', opened: 0, received: 1, sent: 1, wait: { count: 1, averageSeconds: 600 } },
    ].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  );
  await change(ticket?.['id'], { status: 'open' });
  const [refund] = (await figures('by=category&every=whole')).filter((f) => f.key === 'refund');
  expect(refund).toMatchObject({ opened: 1, resolution: { count: 0, averageSeconds: null } });
});

test('a message counts where its ticket was when it was said, however late it is counted', async () => {
  const teamIds: string[] = [];
  for (const name of ['First', 'Second', 'Third'])
    teamIds.push(String((await desk.request('POST', '/api/v1/teams', { body: { name } })).body['id']));
  const [first, second, third] = teamIds;
  const people = ['ayu', 'budi', 'citra', 'dewi', 'eka'];
  for (const who of people) {
    await write(who);
    clock.forward(1);
    const id = (await ticketOf(who))?.['id'];
    await change(id, { teamId: first });
    clock.forward(1);
    await write(who);
    await reply(id);
    clock.forward(1);
    await change(id, { teamId: second, category: 'refund' });
    clock.forward(1);
    await change(id, { teamId: third, category: 'payment' });
    if (who === 'citra') await desk.app.get(ReportCounter).run();
  }
  const byTeam = new Map((await figures('by=team&every=whole')).map((f) => [f.key, [f['received'], f['sent'], f.opened]]));
  expect([null, ...teamIds].map((id) => byTeam.get(id) ?? [0, 0, 0])).toEqual([
    [5, 0, 0],
    [5, 5, 0],
    [0, 0, 0],
    [0, 0, 5],
  ]);
  const byCategory = (await figures('by=category&every=whole')).map((f) => [f.key, f['received']]);
  expect(byCategory).toEqual([
    ['general', 10],
    ['payment', 0],
  ]);
});

test('by agent: what one answered and resolved is theirs, with their name', async () => {
  const made = await desk.request('POST', '/api/v1/agents', {
    body: { email: 'sari@example.com', name: 'Sari', role: 'agent', password: PASSWORD },
  });
  const sari = String(made.body['id']);
  await write('ayu');
  await write('budi');
  const [ayu, budi] = [await ticketOf('ayu'), await ticketOf('budi')];
  await change(ayu?.['id'], { assigneeId: sari });
  clock.forward(10);
  await reply(ayu?.['id']);
  await change(ayu?.['id'], { status: 'resolved' });
  await reply(budi?.['id']);
  const lines = await figures('by=agent&every=whole');
  expect(lines.find(({ key }) => key === sari)).toMatchObject({
    name: 'Sari',
    opened: 1,
    firstResponse: { count: 1, averageSeconds: 600 },
    resolution: { count: 1 },
  });
  expect(lines.find(({ key }) => key === null)).toMatchObject({ opened: 1, resolution: { count: 0 } });
});

test('what was split off by mistake was opened nowhere', async () => {
  await write('lestari');
  await write('lestari');
  const id = String((await ticketOf('lestari'))?.['id']);
  const messages = (await desk.request('GET', `/api/v1/tickets/${id}/messages`)).body.items;
  const split = await desk.request('POST', `/api/v1/tickets/${id}/split`, { body: { messageIds: [messages[1]?.['id']] } });
  expect((await figures('every=whole')).map((f) => [f.opened, f['received']])).toEqual([[2, 2]]);
  expect((await desk.request('POST', `/api/v1/tickets/${String(split.body['id'])}/unsplit`)).status).toBe(200);
  expect((await figures('every=whole')).map((f) => [f.opened, f['received']])).toEqual([[1, 2]]);
});

test('days begin where the asker is', async () => {
  await write('budi'); // 09:00 UTC on the 2nd, 16:00 in Jakarta
  clock.forward(9 * 60); // 18:00 UTC, 01:00 of the 3rd in Jakarta
  await write('citra');
  expect((await figures('every=day')).map((f) => [f.at, f.opened])).toEqual([['2026-03-02T00:00:00.000Z', 2]]);
  expect((await figures('every=day&zone=Asia/Jakarta')).map((f) => [f.at, f.opened])).toEqual([
    ['2026-03-01T17:00:00.000Z', 1],
    ['2026-03-02T17:00:00.000Z', 1],
  ]);
});

test('whatever happens, the reports agree with the tickets they count', async () => {
  const people = Array.from({ length: 12 }, (_, n) => `person-${n}`);
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % n;
  };
  for (let step = 0; step < 120; step++) {
    const who = people[random(people.length)] ?? '';
    const ticket = await ticketOf(who);
    const deeds = [
      () => write(who),
      () => reply(ticket?.['id']),
      () => change(ticket?.['id'], { status: ['open', 'pending', 'resolved'][random(3)] }),
      () => change(ticket?.['id'], { category: ['general', 'refund', 'payment'][random(3)] }),
    ];
    await (ticket === undefined ? write(who) : deeds[random(4)]?.());
    clock.forward(random(90));
    if (random(10) === 0) await desk.app.get(ReportCounter).run();
  }
  const all = await Promise.all((await tickets()).map(async (t) => (await desk.request('GET', `/api/v1/tickets/${String(t['id'])}`)).body));
  const counted = new Map((await figures('by=category&every=whole')).map((f) => [f.key, f]));
  for (const category of ['general', 'refund', 'payment']) {
    const mine = all.filter((t) => t['category'] === category);
    expect(counted.get(category) ?? { opened: 0, firstResponse: { count: 0 }, resolution: { count: 0 } }).toMatchObject({
      opened: mine.length,
      firstResponse: { count: mine.filter((t) => t['firstRepliedAt'] !== null).length },
      resolution: { count: mine.filter((t) => t['resolvedAt'] !== null).length },
    });
  }
  const halfway = new Date(Math.floor((Date.parse('2026-03-01T00:00:00Z') + clock.now.getTime()) / 1_800_000) * 900_000);
  for (const at of [halfway, clock.now]) {
    const stood = all.filter(
      (t) =>
        Date.parse(String(t['createdAt'])) < at.getTime() &&
        !(t['resolvedAt'] !== null && Date.parse(String(t['resolvedAt'])) < at.getTime()),
    );
    for (const [by, keyOf] of [
      ['category', (t: Record<string, unknown>) => t['category']],
      ['channel', (t: Record<string, unknown>) => t['channel']],
      ['agent', (t: Record<string, unknown>) => t['assigneeId']],
      ['team', (t: Record<string, unknown>) => t['teamId']],
    ] as const) {
      const asked = await desk.request('GET', `/api/v1/reports/backlog?from=2026-01-01T00:00:00Z&to=${at.toISOString()}&by=${by}`);
      const keys = stood.map(keyOf);
      const parts = [...new Set(keys)].map((key) => ({ key, open: keys.filter((one) => one === key).length }));
      expect(asked.body).toMatchObject({ open: stood.length });
      expect(asked.body.items.map(({ key, open }) => ({ key, open }))).toEqual(expect.arrayContaining(parts));
      expect(asked.body.items).toHaveLength(parts.length);
    }
  }
  const { body } = await desk.request('GET', '/api/v1/reports/queues');
  const open = all.filter((t) => t['statusCategory'] !== 'resolved').length;
  expect(body.items.reduce((sum, q) => sum + Number(q['open']), 0)).toBe(open);
});

test('spam and what was deleted is open in no queue and no backlog', async () => {
  for (const who of ['indah', 'joko', 'kartika']) await write(who);
  const [spam, deleted] = [await ticketOf('joko'), await ticketOf('kartika')];
  expect((await desk.request('POST', `/api/v1/tickets/${String(spam?.['id'])}/spam`)).status).toBeLessThan(300);
  expect((await desk.request('DELETE', `/api/v1/tickets/${String(deleted?.['id'])}`)).status).toBeLessThan(300);
  await desk.app.get(ReportCounter).run();
  clock.forward(1);
  const queues = await desk.request('GET', '/api/v1/reports/queues');
  expect(queues.body.items.map((q) => q['open'])).toEqual([1]);
  const span = `from=2026-03-01T00:00:00Z&to=${clock.now.toISOString()}`;
  expect(await desk.request('GET', `/api/v1/reports/backlog?${span}`)).toMatchObject({ status: 200, body: { open: 1 } });
});

test('two that count at the same time count nothing twice', async () => {
  for (const who of ['dewi', 'eka', 'fitri', 'gita']) await write(who);
  const counter = desk.app.get(ReportCounter);
  await Promise.all([counter.run(), counter.run(), counter.run()]);
  expect((await figures('every=whole')).map((f) => [f.opened, f['received']])).toEqual([[4, 4]]);
});

test('a span too long, a zone that is none, and formulas in a table', async () => {
  const ask = (query: string) => desk.request('GET', `/api/v1/reports/figures?${query}`);
  expect(await ask('from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z')).toMatchObject({ status: 422, body: { code: 'report.bad-span' } });
  expect(await ask('from=2024-01-01T00:00:00Z&to=2026-03-01T00:00:00Z')).toMatchObject({ status: 422 });
  expect(await ask('from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&zone=Mars')).toMatchObject({
    status: 422,
    body: { code: 'report.unknown-zone' },
  });
  await write('hana');
  await desk.pool.query(`insert into ticket_category (key, position) values ('=1+1', 99)`);
  await change((await ticketOf('hana'))?.['id'], { category: '=1+1' });
  await desk.app.get(ReportCounter).run();
  const url = `${desk.url}/api/v1/reports/figures.csv?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z&by=category&every=whole`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${desk.token}` } });
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(await response.text()).toContain("'=1+1");
});
