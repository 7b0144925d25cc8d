import { ReplyToTicket } from '../../src/desk/index.js';
import { systemActor } from '../../src/kernel/actor.js';
import type { TicketId } from '../../src/kernel/id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { ClockTimer } from '../../src/timers/clock-timer.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

interface Line {
  readonly kind: string;
  readonly at: string;
  readonly reason: string;
  readonly details: Record<string, unknown>;
}

interface Clock {
  readonly id: string;
  readonly metric: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly breachedAt: string | null;
  readonly fulfilledAt: string | null;
  readonly targetMinutes: number;
  readonly consumedMinutes: number;
  readonly why: string;
  readonly ledger: Line[];
}

// A Monday in Jakarta, 08:00: 01:00 UTC.
const MONDAY = new Date('2026-03-02T01:00:00Z');

let desk: TestDesk;
let clock: FakeClock;
let inboxId: string;
let calendarId: string;
let policyId: string;
let teamId: string;

const OFFICE = [{ from: '08:00', to: '17:00' }];
const WEEK = { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE };

beforeAll(async () => {
  clock = new FakeClock(MONDAY);
  const channel = new FakeChannel();
  desk = await testDesk({ clock, channels: () => [channel.definition()] });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  inboxId = String(inbox.body['id']);
  teamId = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'Second line' } })).body['id']);
  const calendar = await desk.request('POST', '/api/v1/calendars', { body: { name: 'Office', timeZone: 'Asia/Jakarta', week: WEEK } });
  expect(calendar.status).toBe(201);
  calendarId = String(calendar.body['id']);
  const policy = await desk.request('POST', '/api/v1/sla-policies', {
    body: {
      name: 'Gold',
      calendarId,
      condition: { field: 'category', operator: 'is-not', value: 'suggestion' },
      targets: {
        'first-response': { low: 240, normal: 60, high: 30, urgent: 10 },
        'next-response': { normal: 30, high: 30, urgent: 30 },
        resolution: { normal: 600, high: 300, urgent: 120 },
        'periodic-update': { normal: 300 },
      },
      warnAt: [80],
      escalations: [
        { afterMinutes: 15, metrics: ['first-response'], actions: [{ type: 'raise-priority' }, { type: 'notify', to: 'supervisors' }] },
        { afterMinutes: 30, metrics: ['first-response'], actions: [{ type: 'reassign', teamId }] },
      ],
    },
  });
  expect(policy.status).toBe(201);
  policyId = String(policy.body['id']);
});

afterAll(() => desk.stop());

beforeEach(() => {
  clock.now = MONDAY;
});

let counter = 0;
async function customerWrites(who: string, over: Parameters<typeof said>[0] = {}): Promise<string> {
  counter += 1;
  const body = { key: `r${counter}`, events: [said({ who, ...over })] };
  expect(
    (await desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body })).status,
  ).toBe(200);
  await desk.drainJobs();
  const contacts = await desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
  const tickets = await desk.request('GET', `/api/v1/tickets?contactId=${String(contacts.body.items[0]?.['id'])}`);
  return String(tickets.body.items[0]?.['id']);
}

const ticketOf = async (id: string) => (await desk.request('GET', `/api/v1/tickets/${id}`)).body;
const change = (id: string, body: object) => desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
const write = (id: string, kind: 'reply' | 'note') =>
  desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind, text: 'Kami cek dulu.' } });
const tick = () => desk.app.get(ClockTimer).tick();
const clocksOf = async (id: string) => (await desk.request('GET', `/api/v1/tickets/${id}/clocks`)).body.items as unknown as Clock[];
const clockOf = async (id: string, metric: string): Promise<Clock> => {
  const [found] = (await clocksOf(id)).filter((c) => c.metric === metric);
  if (found === undefined) throw new Error(`the ticket has no clock of ${metric}`);
  return found;
};
const kinds = (c: Clock) => c.ledger.map((line) => line.kind);
const eventsOf = async (id: string, name: string) =>
  (await desk.request('GET', `/api/v1/tickets/${id}/events`)).body.items.filter((e) => e['name'] === name);

test('a new ticket has its promises and shows the earliest', async () => {
  const id = await customerWrites('ayu');
  expect(await ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z' });
  expect((await ticketOf(id))['clocks']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ metric: 'first-response', state: 'running', dueAt: '2026-03-02T02:00:00.000Z' }),
      // 9 hours of Monday, 1 of Tuesday.
      expect.objectContaining({ metric: 'resolution', state: 'running', dueAt: '2026-03-03T02:00:00.000Z' }),
    ]),
  );
  expect((await clockOf(id, 'first-response')).ledger).toMatchObject([
    {
      kind: 'started',
      at: '2026-03-02T01:00:00.000Z',
      reason: 'the customer opened the ticket',
      details: { targetMinutes: 60, policyName: 'Gold' },
    },
  ]);
});

test('what a customer writes at night counts from the morning', async () => {
  clock.now = new Date('2026-03-02T15:30:00Z');
  const id = await customerWrites('malam');
  expect((await clockOf(id, 'first-response')).dueAt).toBe('2026-03-03T02:00:00.000Z');
});

test("a person's reply fulfils; what the customer writes next begins the next wait, and the next word is due", async () => {
  const id = await customerWrites('budi');
  clock.forward(20);
  expect((await write(id, 'reply')).status).toBe(201);
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'fulfilled', fulfilledAt: '2026-03-02T01:20:00.000Z' });
  expect(await clockOf(id, 'periodic-update')).toMatchObject({ state: 'running', dueAt: '2026-03-02T06:20:00.000Z' });
  expect(await eventsOf(id, 'clock.fulfilled')).toHaveLength(1);
  clock.forward(10);
  await customerWrites('budi');
  expect(await clockOf(id, 'next-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:00:00.000Z' });
  clock.forward(5);
  await customerWrites('budi', { text: 'Halo?' });
  expect((await clocksOf(id)).filter((c) => c.metric === 'next-response')).toHaveLength(1);
  expect(await ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z' });
  await write(id, 'reply');
  expect(await clockOf(id, 'next-response')).toMatchObject({ state: 'fulfilled', consumedMinutes: 5 });
  expect((await clocksOf(id)).filter((c) => c.metric === 'periodic-update').map((c) => c.state)).toEqual(['running', 'fulfilled']);
});

test('a note and a machine stop no clock', async () => {
  const id = await customerWrites('citra');
  clock.forward(5);
  await write(id, 'note');
  await customerWrites('citra', { automatic: true, text: 'I am out of office.' });
  const reply = { ticketId: id as TicketId, text: 'We got your message.', html: null, attachmentIds: [], cc: [], inbox: null };
  await desk.app.get(UnitOfWork).run(systemActor('automation'), (tx) => desk.app.get(ReplyToTicket).execute(tx, reply));
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:00:00.000Z' });
  expect(kinds(await clockOf(id, 'first-response'))).toEqual(['started']);
});

test('pending stops every clock and what was spent stays; on hold stops the resolution only', async () => {
  const id = await customerWrites('dewi');
  clock.forward(10);
  await change(id, { status: 'pending' });
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'paused', dueAt: null, consumedMinutes: 10 });
  expect((await ticketOf(id))['dueAt']).toBeNull();
  clock.forward(20);
  await change(id, { status: 'on_hold' });
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:20:00.000Z' });
  expect(await clockOf(id, 'resolution')).toMatchObject({ state: 'paused' });
  clock.forward(60);
  await change(id, { status: 'open' });
  expect(await clockOf(id, 'resolution')).toMatchObject({ state: 'running', dueAt: '2026-03-03T03:20:00.000Z' });
});

test('the sentence tells why', async () => {
  const id = await customerWrites('eko');
  clock.forward(10);
  await change(id, { status: 'pending' });
  clock.forward(20);
  await customerWrites('eko');
  clock.forward(5);
  await write(id, 'reply');
  expect((await clockOf(id, 'first-response')).why).toBe(
    'First response was due at 09:20 (Asia/Jakarta): 60 working minutes of policy “Gold” from 08:00 on 2 March 2026, paused 20 min while pending, done at 08:35 in time.',
  );
});

test('a resolved ticket fulfils its resolution and gives up what nobody answered; reopened, it goes on', async () => {
  const id = await customerWrites('fitri');
  clock.forward(30);
  await change(id, { status: 'resolved' });
  expect(await clockOf(id, 'resolution')).toMatchObject({ state: 'fulfilled', consumedMinutes: 30 });
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'cancelled' });
  expect((await ticketOf(id))['dueAt']).toBeNull();
  clock.forward(60);
  await customerWrites('fitri', { text: 'Belum masuk!' });
  expect(await clockOf(id, 'resolution')).toMatchObject({ state: 'running', dueAt: '2026-03-03T03:00:00.000Z' });
  expect(kinds(await clockOf(id, 'resolution'))).toEqual(['started', 'fulfilled', 'resumed']);
  // Nobody has ever answered: it is the first response that is awaited again.
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T03:30:00.000Z' });
});

test('another priority is another target, and what was spent is kept', async () => {
  const id = await customerWrites('gita');
  clock.forward(20);
  await change(id, { priority: 'high' });
  expect(await clockOf(id, 'first-response')).toMatchObject({ targetMinutes: 30, dueAt: '2026-03-02T01:30:00.000Z' });
  expect((await clockOf(id, 'first-response')).ledger.at(-1)).toMatchObject({
    kind: 'retargeted',
    reason: 'the priority is high now',
    details: { consumedMinutes: 20 },
  });
  expect(await ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T01:30:00.000Z' });
  // A target that is spent already is missed at once.
  await change(id, { priority: 'urgent' });
  await tick();
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'breached', breachedAt: '2026-03-02T01:20:00.000Z' });
});

test('a category that no policy speaks of ends its promises; one that does begins them, the time before counted', async () => {
  const id = await customerWrites('hadi');
  clock.forward(10);
  await change(id, { category: 'suggestion' });
  expect((await clocksOf(id)).map((c) => c.state)).toEqual(['cancelled', 'cancelled']);
  clock.forward(10);
  await change(id, { category: 'payment' });
  expect((await clocksOf(id)).filter((c) => c.state === 'running').map((c) => [c.metric, c.dueAt])).toEqual(
    expect.arrayContaining([
      ['first-response', '2026-03-02T02:00:00.000Z'],
      ['resolution', '2026-03-03T02:00:00.000Z'],
    ]),
  );
});

test('warned, missed and escalated: each once, at its instant', async () => {
  const id = await customerWrites('indah');
  clock.forward(47);
  await tick();
  expect(kinds(await clockOf(id, 'first-response'))).toEqual(['started']);
  clock.forward(1);
  await tick();
  await tick();
  expect(await eventsOf(id, 'clock.warned')).toMatchObject([{ data: { metric: 'first-response', percent: 80 } }]);
  clock.forward(12);
  await tick();
  await tick();
  expect(await clockOf(id, 'first-response')).toMatchObject({
    state: 'breached',
    breachedAt: '2026-03-02T02:00:00.000Z',
    fulfilledAt: null,
  });
  // Still awaited, so it stays the most urgent.
  expect(await ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z', priority: 'normal' });
  clock.forward(15);
  await tick();
  await tick();
  expect(await ticketOf(id)).toMatchObject({ priority: 'high', teamId: null });
  clock.forward(15);
  await tick();
  expect(await ticketOf(id)).toMatchObject({ priority: 'high', teamId });
  expect(await eventsOf(id, 'clock.breached')).toHaveLength(1);
  expect(await eventsOf(id, 'clock.escalated')).toHaveLength(2);
  clock.forward(1);
  await write(id, 'reply');
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'breached', fulfilledAt: '2026-03-02T02:31:00.000Z' });
  expect(kinds(await clockOf(id, 'first-response'))).toEqual(['started', 'warned', 'breached', 'escalated', 'escalated', 'fulfilled']);
});

test('an answer that comes after its time is late though no timer looked in between', async () => {
  const id = await customerWrites('joko');
  clock.forward(61);
  await write(id, 'reply');
  expect(await clockOf(id, 'first-response')).toMatchObject({
    state: 'breached',
    breachedAt: '2026-03-02T02:00:00.000Z',
    fulfilledAt: '2026-03-02T02:01:00.000Z',
  });
  expect(await eventsOf(id, 'clock.breached')).toHaveLength(1);
  clock.forward(60);
  await tick();
  expect(await eventsOf(id, 'clock.breached')).toHaveLength(1);
  expect(await eventsOf(id, 'clock.escalated')).toHaveLength(0);
});

test('timers of many processes tell each of many breaches once', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 45; i++) ids.push(await customerWrites(`many-${i}`));
  clock.forward(60);
  const told = await Promise.all([tick(), tick(), tick(), tick()]);
  await tick();
  expect(told.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(1);
  const { rows } = await desk.pool.query<{ n: number }>(
    "select count(*)::int as n from ticket_event where ticket_id = any($1) and name = 'clock.breached' group by ticket_id",
    [ids],
  );
  expect(rows.map((r) => r.n)).toEqual(ids.map(() => 1));
});

test('a process that dies while it tells has told nothing', async () => {
  const id = await customerWrites('kiki');
  clock.forward(60);
  // The claim of a timer, then its connection is gone.
  const other = await desk.pool.connect();
  await other.query('begin');
  await other.query('select from ticket where id = $1 for update', [id]);
  const skipped = tick();
  await skipped;
  expect(await eventsOf(id, 'clock.breached')).toHaveLength(0);
  other.release(true);
  await desk.pool.query('select 1');
  await waitFor(async () => {
    await tick();
    return (await eventsOf(id, 'clock.breached')).length === 1;
  });
});

test('one clock that cannot be told does not stand in the way of the others', async () => {
  const bad = await customerWrites('lukman');
  const good = await customerWrites('maya');
  // A ledger line that is there already: the next one of this clock cannot be written.
  await desk.pool.query(
    `insert into clock_line (clock_id, seq, kind, at, reason, details) select id, 2, 'warned', now(), '', '{}' from clock where ticket_id = $1 and metric = 'first-response'`,
    [bad],
  );
  clock.forward(60);
  await tick();
  expect(await eventsOf(good, 'clock.breached')).toHaveLength(1);
  expect(await eventsOf(bad, 'clock.breached')).toHaveLength(0);
  await desk.pool.query(`delete from clock_line where reason = ''`);
  clock.forward(1);
  await tick();
  expect(await eventsOf(bad, 'clock.breached')).toHaveLength(1);
});

test('running clocks take up a changed calendar; what they spent before stays', async () => {
  const id = await customerWrites('nanda');
  clock.forward(30);
  const closedAtNoon = { monday: [{ from: '12:00', to: '17:00' }] };
  const changed = await desk.request('PATCH', `/api/v1/calendars/${calendarId}`, { body: { week: { ...WEEK, ...closedAtNoon } } });
  expect(changed.body).toMatchObject({ version: 2 });
  await desk.exhaustJobs();
  expect(await clockOf(id, 'first-response')).toMatchObject({ dueAt: '2026-03-02T05:30:00.000Z' });
  expect((await clockOf(id, 'first-response')).ledger.at(-1)).toMatchObject({
    kind: 'retargeted',
    reason: 'the calendar was changed',
    details: { consumedMinutes: 30 },
  });
  await desk.request('PATCH', `/api/v1/calendars/${calendarId}`, { body: { week: WEEK } });
  await desk.exhaustJobs();
  expect(await clockOf(id, 'first-response')).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z' });
});

test('a policy that is switched off ends its promises', async () => {
  const id = await customerWrites('oka');
  await desk.request('PATCH', `/api/v1/sla-policies/${policyId}`, { body: { enabled: false } });
  await desk.exhaustJobs();
  expect(await clockOf(id, 'first-response')).toMatchObject({ state: 'cancelled' });
  await desk.request('PATCH', `/api/v1/sla-policies/${policyId}`, { body: { enabled: true } });
});

async function waitFor(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 50; i++) if (await done()) return;
  throw new Error('it never came');
}
