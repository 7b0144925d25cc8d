import { ReplyToTicket } from '../../src/desk/index.js';
import { systemActor } from '../../src/kernel/actor.js';
import type { TicketId } from '../../src/kernel/id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { ClockDesk, kinds, MONDAY, WEEK } from './clock-desk.js';

let of: ClockDesk;

beforeAll(async () => {
  of = await ClockDesk.open();
});

afterAll(() => of.desk.stop());

beforeEach(() => {
  of.clock.now = MONDAY;
});

test('a new ticket has its promises and shows the earliest', async () => {
  const id = await of.customerWrites('ayu');
  expect(await of.ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z' });
  expect((await of.ticketOf(id))['clocks']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ metric: 'first-response', state: 'running', dueAt: '2026-03-02T02:00:00.000Z' }),
      // 9 hours of Monday, 1 of Tuesday.
      expect.objectContaining({ metric: 'resolution', state: 'running', dueAt: '2026-03-03T02:00:00.000Z' }),
    ]),
  );
  expect((await of.clockOf(id, 'first-response')).ledger).toMatchObject([
    {
      kind: 'started',
      at: '2026-03-02T01:00:00.000Z',
      reason: 'the customer opened the ticket',
      details: { targetMinutes: 60, policyName: 'Gold' },
    },
  ]);
});

test("why it is due then, and the ledger, come in the asker's language", async () => {
  const id = await of.customerWrites('bahasa');
  const ask = async (language: string, what: string) =>
    (await of.desk.request('GET', `/api/v1/tickets/${id}/${what}`, { headers: { 'accept-language': language } })).body.items;
  const first = async (language: string) => (await ask(language, 'clocks')).find((clock) => clock['metric'] === 'first-response');
  expect(await first('id-ID,id;q=0.9')).toMatchObject({
    why: expect.stringMatching(/^Tanggapan pertama .* kebijakan “Gold”/),
    ledger: [{ reason: 'pelanggan membuka tiket' }],
  });
  expect(await first('fr, zh-CN')).toMatchObject({ why: expect.stringMatching(/^首次响应/), ledger: [{ reason: '客户创建了工单' }] });
  expect((await ask('zh', 'routing'))[0]?.['sentence']).toMatch(/规则/);
});

test('what a customer writes at night counts from the morning', async () => {
  of.clock.now = new Date('2026-03-02T15:30:00Z');
  const id = await of.customerWrites('malam');
  expect((await of.clockOf(id, 'first-response')).dueAt).toBe('2026-03-03T02:00:00.000Z');
});

test("a person's reply fulfils; what the customer writes next begins the next wait, and the next word is due", async () => {
  const id = await of.customerWrites('budi');
  of.clock.forward(20);
  expect((await of.write(id, 'reply')).status).toBe(201);
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'fulfilled', fulfilledAt: '2026-03-02T01:20:00.000Z' });
  expect(await of.clockOf(id, 'periodic-update')).toMatchObject({ state: 'running', dueAt: '2026-03-02T06:20:00.000Z' });
  expect(await of.eventsOf(id, 'clock.fulfilled')).toHaveLength(1);
  of.clock.forward(10);
  await of.customerWrites('budi');
  expect(await of.clockOf(id, 'next-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:00:00.000Z' });
  of.clock.forward(5);
  await of.customerWrites('budi', { text: 'Halo?' });
  expect((await of.clocksOf(id)).filter((c) => c.metric === 'next-response')).toHaveLength(1);
  expect(await of.ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z' });
  await of.write(id, 'reply');
  expect(await of.clockOf(id, 'next-response')).toMatchObject({ state: 'fulfilled', consumedMinutes: 5 });
  expect((await of.clocksOf(id)).filter((c) => c.metric === 'periodic-update').map((c) => c.state)).toEqual(['running', 'fulfilled']);
});

test('a note and a machine stop no clock', async () => {
  const id = await of.customerWrites('citra');
  of.clock.forward(5);
  await of.write(id, 'note');
  await of.customerWrites('citra', { automatic: true, text: 'I am out of office.' });
  const reply = { ticketId: id as TicketId, text: 'We got your message.', html: null, attachmentIds: [], cc: [], inbox: null };
  await of.desk.app.get(UnitOfWork).run(systemActor('automation'), (tx) => of.desk.app.get(ReplyToTicket).execute(tx, reply));
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:00:00.000Z' });
  expect(kinds(await of.clockOf(id, 'first-response'))).toEqual(['started']);
});

test('pending stops every clock and what was spent stays; on hold stops the resolution only', async () => {
  const id = await of.customerWrites('dewi');
  of.clock.forward(10);
  await of.change(id, { status: 'pending' });
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'paused', dueAt: null, consumedMinutes: 10 });
  expect((await of.ticketOf(id))['dueAt']).toBeNull();
  of.clock.forward(20);
  await of.change(id, { status: 'on_hold', holdReason: 'the bank' });
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:20:00.000Z' });
  expect(await of.clockOf(id, 'resolution')).toMatchObject({ state: 'paused' });
  of.clock.forward(60);
  await of.change(id, { status: 'open' });
  expect(await of.clockOf(id, 'resolution')).toMatchObject({ state: 'running', dueAt: '2026-03-03T03:20:00.000Z' });
});

test('the sentence tells why', async () => {
  const id = await of.customerWrites('eko');
  of.clock.forward(10);
  await of.change(id, { status: 'pending' });
  of.clock.forward(20);
  await of.customerWrites('eko');
  of.clock.forward(5);
  await of.write(id, 'reply');
  expect((await of.clockOf(id, 'first-response')).why).toBe(
    'First response was due at 09:20 (Asia/Jakarta): 60 working minutes of policy “Gold” from 08:00 on 2 March 2026, paused 20 min while pending, done at 08:35 in time.',
  );
});

test('a resolved ticket fulfils its resolution and gives up what nobody answered; reopened, it goes on', async () => {
  const id = await of.customerWrites('fitri');
  of.clock.forward(30);
  await of.change(id, { status: 'resolved' });
  expect(await of.clockOf(id, 'resolution')).toMatchObject({ state: 'fulfilled', consumedMinutes: 30 });
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'cancelled' });
  expect((await of.ticketOf(id))['dueAt']).toBeNull();
  of.clock.forward(60);
  await of.customerWrites('fitri', { text: 'Belum masuk!' });
  expect(await of.clockOf(id, 'resolution')).toMatchObject({ state: 'running', dueAt: '2026-03-03T03:00:00.000Z' });
  expect(kinds(await of.clockOf(id, 'resolution'))).toEqual(['started', 'fulfilled', 'resumed']);
  // Nobody has ever answered: it is the first response that is awaited again.
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T03:30:00.000Z' });
});

test('another priority is another target, and what was spent is kept', async () => {
  const id = await of.customerWrites('gita');
  of.clock.forward(20);
  await of.change(id, { priority: 'high' });
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ targetMinutes: 30, dueAt: '2026-03-02T01:30:00.000Z' });
  expect((await of.clockOf(id, 'first-response')).ledger.at(-1)).toMatchObject({
    kind: 'retargeted',
    reason: 'the priority is high now',
    details: { consumedMinutes: 20 },
  });
  expect(await of.ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T01:30:00.000Z' });
  // A target that is spent already is missed at once.
  await of.change(id, { priority: 'urgent' });
  await of.tick();
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'breached', breachedAt: '2026-03-02T01:20:00.000Z' });
});

test('a category that no policy speaks of ends its promises; one that does begins them, the time before counted', async () => {
  const id = await of.customerWrites('hadi');
  of.clock.forward(10);
  await of.change(id, { category: 'suggestion' });
  expect((await of.clocksOf(id)).map((c) => c.state)).toEqual(['cancelled', 'cancelled']);
  of.clock.forward(10);
  await of.change(id, { category: 'payment' });
  expect((await of.clocksOf(id)).filter((c) => c.state === 'running').map((c) => [c.metric, c.dueAt])).toEqual(
    expect.arrayContaining([
      ['first-response', '2026-03-02T02:00:00.000Z'],
      ['resolution', '2026-03-03T02:00:00.000Z'],
    ]),
  );
});

test('running clocks take up a changed calendar; what they spent before stays', async () => {
  const id = await of.customerWrites('nanda');
  of.clock.forward(30);
  const closedAtNoon = { monday: [{ from: '12:00', to: '17:00' }] };
  const changed = await of.desk.request('PATCH', `/api/v1/calendars/${of.ids.calendar}`, { body: { week: { ...WEEK, ...closedAtNoon } } });
  expect(changed.body).toMatchObject({ version: 2 });
  await of.desk.exhaustJobs();
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ dueAt: '2026-03-02T05:30:00.000Z' });
  expect((await of.clockOf(id, 'first-response')).ledger.at(-1)).toMatchObject({
    kind: 'retargeted',
    reason: 'the calendar was changed',
    details: { consumedMinutes: 30 },
  });
  await of.desk.request('PATCH', `/api/v1/calendars/${of.ids.calendar}`, { body: { week: WEEK } });
  await of.desk.exhaustJobs();
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z' });
});

test('a policy that is switched off ends its promises', async () => {
  const id = await of.customerWrites('oka');
  await of.desk.request('PATCH', `/api/v1/sla-policies/${of.ids.policy}`, { body: { enabled: false } });
  await of.desk.exhaustJobs();
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'cancelled' });
  await of.desk.request('PATCH', `/api/v1/sla-policies/${of.ids.policy}`, { body: { enabled: true } });
});
