import { TakeUpPolicies } from '../../src/timers/take-up-policies.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

// A Monday in Jakarta, 08:00.
const MONDAY = new Date('2026-03-02T01:00:00Z');
const OFFICE = [{ from: '08:00', to: '17:00' }];

let desk: TestDesk;
let clock: FakeClock;

beforeAll(async () => {
  clock = new FakeClock(MONDAY);
  const channel = new FakeChannel();
  desk = await testDesk({ clock, channels: () => [channel.definition()] });
});

afterAll(() => desk.stop());

beforeEach(() => {
  clock.now = MONDAY;
});

const calendar = (over: object) =>
  desk.request('POST', '/api/v1/calendars', { body: { name: `C${Math.random()}`, timeZone: 'Asia/Jakarta', ...over } });
const policy = (over: object) =>
  desk.request('POST', '/api/v1/sla-policies', { body: { name: `P${Math.random()}`, targets: { resolution: { normal: 60 } }, ...over } });

test.each([
  ['that is never open', { week: {} }, 'calendar.never-open'],
  ['without a week', {}, 'calendar.never-open'],
  ['that opens on a day that is closed all year', { week: {}, special: [{ date: '2026-03-03', open: OFFICE }] }, 'calendar.never-open'],
  ['of no time zone', { timeZone: 'Asia/Atlantis', week: { monday: OFFICE } }, 'calendar.unknown-time-zone'],
  ['with a date that is none', { week: { monday: OFFICE }, closed: [{ date: '2026-02-30' }] }, 'calendar.bad-date'],
  ['with a span that has no length', { week: { monday: [{ from: '08:00', to: '08:00' }] } }, 'calendar.bad-span'],
  ['of a country nobody knows', { week: { monday: OFFICE }, holidays: { country: 'XX' } }, 'calendar.unknown-country'],
])('a calendar %s is refused', async (_, over, code) => {
  const answer = await calendar(over);
  expect(answer).toMatchObject({ status: 422, body: { code } });
});

test('a calendar keeps what was entered, with its holidays as dates', async () => {
  const made = await calendar({
    week: { monday: OFFICE, friday: [{ from: '22:00', to: '06:00' }] },
    holidays: { country: 'ID' },
    closed: [{ date: '2026-12-24', name: 'Eve' }],
  });
  expect(made).toMatchObject({
    status: 201,
    body: { version: 1, holidays: { country: 'ID', state: null, region: null }, week: { friday: [{ from: '22:00', to: '06:00' }] } },
  });
  expect(made.body['closedDates']).toEqual(expect.arrayContaining(['2026-08-17', '2026-12-24', '2026-12-25', '2035-08-17']));
  const id = String(made.body['id']);
  expect(await desk.request('PATCH', `/api/v1/calendars/${id}`, { body: { holidays: null, version: 1 } })).toMatchObject({
    body: { version: 2, closedDates: ['2026-12-24'] },
  });
  expect(await desk.request('PATCH', `/api/v1/calendars/${id}`, { body: { closed: [], version: 1 } })).toMatchObject({
    status: 409,
    body: { code: 'calendar.version-conflict' },
  });
  expect(await desk.request('PATCH', `/api/v1/calendars/${id}`, { body: { week: {} } })).toMatchObject({
    status: 422,
    body: { code: 'calendar.never-open' },
  });
  expect((await desk.request('GET', '/api/v1/calendars?limit=1')).body.items).toHaveLength(1);
});

test.each([
  ['without a target', { targets: {} }, 'sla-policy.no-target'],
  ['that asks of a field that is not there', { condition: { field: 'mood', operator: 'is', value: 'bad' } }, 'condition.invalid'],
  ['by a calendar that is not there', { calendarId: '01890000-0000-7000-8000-000000000000' }, 'sla-policy.unknown-calendar'],
  ['that reassigns to nobody', { escalations: [{ afterMinutes: 5, actions: [{ type: 'reassign' }] }] }, 'sla-policy.incomplete-action'],
  [
    'that reassigns to no team',
    { escalations: [{ afterMinutes: 5, actions: [{ type: 'reassign', teamId: '01890000-0000-7000-8000-000000000000' }] }] },
    'sla-policy.unknown-team',
  ],
])('a policy %s is refused', async (_, over, code) => {
  expect(await policy(over)).toMatchObject({ status: 422, body: { code } });
});

test('a policy with a target of nothing is refused', async () => {
  expect((await policy({ targets: { resolution: { normal: 0 } } })).status).toBe(400);
  expect((await policy({ targets: { patience: { normal: 5 } } })).status).toBe(400);
});

test('policies are asked in their order, which can be changed', async () => {
  const made = [];
  for (const name of ['first', 'second', 'third']) made.push(String((await policy({ name, enabled: false })).body['id']));
  const names = async () => (await desk.request('GET', '/api/v1/sla-policies')).body.items.map((p) => p['name']);
  expect(await names()).toEqual(['first', 'second', 'third']);
  await desk.request('PATCH', `/api/v1/sla-policies/${made[2]}`, { body: { position: 1 } });
  expect(await names()).toEqual(['third', 'first', 'second']);
  await desk.request('PATCH', `/api/v1/sla-policies/${made[2]}`, { body: { position: 2 } });
  expect(await names()).toEqual(['first', 'third', 'second']);
  await policy({ name: 'zeroth', position: 1, enabled: false });
  expect(await names()).toEqual(['zeroth', 'first', 'third', 'second']);
  const page = await desk.request('GET', '/api/v1/sla-policies?limit=3');
  const rest = await desk.request('GET', `/api/v1/sla-policies?limit=3&cursor=${String(page.body['nextCursor'])}`);
  expect(rest.body.items.map((p) => p['name'])).toEqual(['second']);
  expect(await policy({ name: 'first' })).toMatchObject({ status: 409, body: { code: 'sla-policy.name-taken' } });
  const [first] = made;
  expect(await desk.request('PATCH', `/api/v1/sla-policies/${first}`, { body: { warnAt: [90, 50, 90], version: 99 } })).toMatchObject({
    status: 409,
  });
  expect(await desk.request('PATCH', `/api/v1/sla-policies/${first}`, { body: { warnAt: [90, 50, 90] } })).toMatchObject({
    body: { warnAt: [50, 90], version: 2 },
  });
});

test('who may do what', async () => {
  const [supervisor, agent] = [await desk.tokenFor('supervisor'), await desk.tokenFor('agent')];
  expect((await desk.request('GET', '/api/v1/sla-policies', { token: agent })).status).toBe(200);
  expect(
    (await desk.request('POST', '/api/v1/calendars', { token: supervisor, body: { name: 'x', timeZone: 'UTC', alwaysOpen: true } })).status,
  ).toBe(403);
  expect((await desk.request('POST', '/api/v1/sla-policies/what-if', { token: agent, body: { days: 1 } })).status).toBe(403);
  expect((await desk.request('POST', '/api/v1/sla-policies/what-if', { token: supervisor, body: { days: 1 } })).status).toBe(200);
});

test('what would have become of last week under another policy and another calendar', async () => {
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  const office = await calendar({ name: 'Office', week: { monday: OFFICE, tuesday: OFFICE } });
  const officeId = String(office.body['id']);
  const made = await policy({
    name: 'Real',
    calendarId: officeId,
    targets: { 'first-response': { normal: 60 }, resolution: { normal: 300, high: 60 } },
  });
  const policyId = String(made.body['id']);
  const ingress = (who: string) =>
    desk.request('POST', `/ingress/fake/${String(inbox.body['id'])}/events`, {
      token: null,
      headers: { 'x-fake-key': 'right' },
      body: { key: who, events: [said({ who })] },
    });
  // Quick is answered after 20 minutes, slow after 50; slow waits for the customer 100 minutes and is resolved after 390, 290 of them its own.
  for (const who of ['quick', 'slow']) await ingress(who);
  await desk.drainJobs();
  const tickets = (await desk.request('GET', '/api/v1/tickets?channel=fake')).body.items;
  const idOf = (name: string) => String(tickets.find((t) => (t['contact'] as { name: string }).name === name)?.['id']);
  const reply = (name: string) => desk.request('POST', `/api/v1/tickets/${idOf(name)}/messages`, { body: { kind: 'reply', text: 'Halo' } });
  const patch = (name: string, body: object) => desk.request('PATCH', `/api/v1/tickets/${idOf(name)}`, { body });
  clock.forward(20);
  await reply('quick');
  await patch('quick', { status: 'resolved' });
  clock.forward(30);
  await reply('slow');
  await patch('slow', { status: 'pending' });
  clock.forward(100);
  await patch('slow', { status: 'open' });
  clock.forward(240);
  await patch('slow', { status: 'resolved' });
  clock.forward(60);
  const ask = async (body: object) => (await desk.request('POST', '/api/v1/sla-policies/what-if', { body: { days: 7, ...body } })).body;
  const count = (met: number, breached: number) => ({ met, breached, open: 0, cancelled: 0 });

  // Nothing changed: what the clocks did and what the replay says is the same.
  const same = await ask({});
  expect(same).toMatchObject({ tickets: 2, capped: false, differences: 0, differing: [] });
  expect(same['results']).toEqual(
    expect.arrayContaining([
      { policyId, policyName: 'Real', metric: 'first-response', actual: count(2, 0), whatIf: count(2, 0) },
      { policyId, policyName: 'Real', metric: 'resolution', actual: count(2, 0), whatIf: count(2, 0) },
    ]),
  );
  const stricter = await ask({ policies: [{ id: policyId, targets: { 'first-response': { normal: 30 }, resolution: { normal: 290 } } }] });
  expect(stricter['differing']).toEqual(
    expect.arrayContaining([
      { ticketId: idOf('slow'), number: expect.any(Number), metric: 'first-response', actual: 'met', whatIf: 'breached' },
      { ticketId: idOf('slow'), number: expect.any(Number), metric: 'resolution', actual: 'met', whatIf: 'breached' },
    ]),
  );
  expect(stricter['differences']).toBe(2);
  // Closed from 08:30: only then is 20 minutes in time, and the 50th minute still the 30th.
  const shorter = await ask({
    policies: [{ id: policyId, targets: { 'first-response': { normal: 30 } } }],
    calendars: [{ id: officeId, week: { monday: [{ from: '08:00', to: '08:29' }], tuesday: OFFICE } }],
  });
  expect((shorter['differing'] as { metric: string }[]).filter((d) => d.metric === 'first-response')).toEqual([]);
  // A further policy before it takes the tickets over.
  const further = await ask({ policies: [{ name: 'New', position: 1, targets: { 'first-response': { normal: 10 } } }] });
  expect(further['results']).toEqual(expect.arrayContaining([expect.objectContaining({ policyName: 'New', whatIf: count(0, 2) })]));
  expect(await desk.request('POST', '/api/v1/sla-policies/what-if', { body: { days: 7, policies: [{ id: officeId }] } })).toMatchObject({
    status: 422,
    body: { code: 'sla-policy.unknown' },
  });
  // Asking changed nothing.
  expect(await ask({})).toMatchObject({ differences: 0 });
});

test('taking up policies twice changes nothing', async () => {
  const ledger = async () => (await desk.pool.query('select count(*)::int as n from clock_line')).rows[0] as { n: number };
  const before = await ledger();
  await desk.app.get(TakeUpPolicies, { strict: false }).run(null);
  await desk.app.get(TakeUpPolicies, { strict: false }).run(null);
  expect(await ledger()).toEqual(before);
});

test('a policy that is switched off gives up its promises, and takes them up where it left them', async () => {
  const made = await policy({ name: 'Sometimes', position: 1, targets: { resolution: { normal: 120 } } });
  const contact = { identities: [{ kind: 'email', value: 'sometimes@example.com' }] };
  const opened = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'Sometimes', text: 'Halo', contact } });
  const clocks = async () =>
    (await desk.request('GET', `/api/v1/tickets/${String(opened.body['id'])}/clocks`)).body.items
      .filter((c) => c['policyName'] === 'Sometimes')
      .map((c) => [c['state'], c['dueAt']]);
  const others = (await desk.request('GET', '/api/v1/sla-policies?limit=100')).body.items.filter((p) => p['name'] !== 'Sometimes');
  const turn = async (id: unknown, enabled: boolean) => {
    await desk.request('PATCH', `/api/v1/sla-policies/${String(id)}`, { body: { enabled } });
    await desk.app.get(TakeUpPolicies, { strict: false }).run(null);
  };
  for (const { id } of others) await turn(id, false);
  clock.forward(10);
  await turn(made.body['id'], false);
  expect(await clocks()).toMatchObject([['cancelled', expect.any(String)]]);
  clock.forward(30);
  await turn(made.body['id'], true);
  expect(await clocks()).toEqual([['running', new Date(MONDAY.getTime() + 150 * 60_000).toISOString()]]);
});
