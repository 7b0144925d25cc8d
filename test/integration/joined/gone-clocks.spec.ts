import { JobHandlers } from '../../../src/platform/jobs/job-handlers.js';
import { ReportCounter } from '../../../src/reporting/report-counter.js';
import { ClockDesk, kinds, MONDAY } from '../clock-desk.js';

let of: ClockDesk;

beforeAll(async () => {
  of = await ClockDesk.open();
});

afterAll(() => of.desk.stop());

beforeEach(() => {
  of.clock.now = MONDAY;
});

const act = async (id: string, path: string, body: object = {}) => {
  const answer = await of.desk.request('POST', `/api/v1/tickets/${id}/${path}`, { body });
  expect(answer.status).toBeLessThan(300);
  await of.desk.drainJobs();
  return answer;
};
const remove = (id: string) => of.desk.request('DELETE', `/api/v1/tickets/${id}`);
const standing = async (id: string) => Object.fromEntries((await of.clocksOf(id)).map((c) => [c.metric, c.state]));
/** Tickets of one customer, each with a thread of its own. */
const mails = (who: string) => of.customerWrites(who, { conversation: null });

test.each([
  ['deleted', 'the ticket was deleted', remove, (id: string) => act(id, 'restore')],
  ['spam', 'the ticket is spam', (id: string) => act(id, 'spam'), (id: string) => act(id, 'not-spam')],
])('what is %s has no clocks; back again, they go on with what they had spent', async (name, reason, go, back) => {
  const id = await of.customerWrites(`gone-${name}`);
  of.clock.forward(20);
  await go(id);
  // Nothing fires meanwhile.
  of.clock.forward(120);
  expect(await of.tick()).toBe(0);
  await back(id);
  expect(await of.ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T04:00:00.000Z' });
  const first = await of.clockOf(id, 'first-response');
  expect(first).toMatchObject({ state: 'running', dueAt: '2026-03-02T04:00:00.000Z', consumedMinutes: 20 });
  expect(first.ledger).toMatchObject([
    { kind: 'started' },
    { kind: 'cancelled', reason },
    { kind: 'resumed', reason: 'the ticket came back' },
  ]);
  expect(await standing(id)).toEqual({ 'first-response': 'running', resolution: 'running' });
  await of.write(id, 'reply');
  expect(await standing(id)).toEqual({ 'first-response': 'fulfilled', resolution: 'running', 'periodic-update': 'running' });
});

test('a breach stays one, and is told once', async () => {
  const id = await of.customerWrites('late');
  of.clock.forward(61);
  await of.tick();
  await act(id, 'spam');
  expect(await standing(id)).toEqual({ 'first-response': 'breached', resolution: 'cancelled' });
  await act(id, 'not-spam');
  await of.tick();
  expect(await of.clocksOf(id)).toHaveLength(2);
  expect(await of.eventsOf(id, 'clock.breached')).toHaveLength(1);
});

test('reports count the breaches of what is there, when they happen', async () => {
  const breaches = async () => {
    await of.desk.app.get(ReportCounter).run();
    const span = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';
    const { items } = (await of.desk.request('GET', `/api/v1/reports/figures?${span}&every=whole`)).body;
    return Number(items[0]?.['breaches'] ?? 0);
  };
  const id = await of.customerWrites('counted');
  const before = await breaches();
  of.clock.forward(61);
  await of.tick();
  expect(await breaches()).toBe(before + 1);
  await act(id, 'spam');
  expect(await breaches()).toBe(before);
  await act(id, 'not-spam');
  expect(await breaches()).toBe(before + 1);
});

test('spam begins no clock; taken back, its promises begin then', async () => {
  const known = await of.customerWrites('spammer');
  await act(known, 'spam');
  const id = await mails('spammer');
  const { rows } = await of.desk.pool.query<{ id: string }>('select id from ticket where is_spam and id <> $1', [known]);
  expect(id).toBe('undefined'); // no list shows it
  const spam = String(rows[0]?.id);
  expect(await of.clocksOf(spam)).toEqual([]);
  of.clock.forward(100);
  await act(spam, 'not-spam');
  expect(await of.clockOf(spam, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T03:40:00.000Z' });
});

test('merged, its clocks are given up; the other goes on; unmerged, both are as they were', async () => {
  const from = await mails('merge');
  of.clock.forward(10);
  const into = await mails('merge');
  await act(from, 'merge', { intoId: into });
  expect(await standing(from)).toEqual({ 'first-response': 'cancelled', resolution: 'cancelled' });
  expect((await of.clockOf(from, 'resolution')).ledger.at(-1)).toMatchObject({ reason: 'the ticket was merged into another one' });
  expect(await standing(into)).toEqual({ 'first-response': 'running', resolution: 'running' });
  of.clock.forward(30);
  await act(from, 'unmerge');
  expect(await of.clockOf(from, 'first-response')).toMatchObject({ state: 'running', consumedMinutes: 10 });
  expect(await standing(from)).toEqual({ 'first-response': 'running', resolution: 'running' });
  expect(await of.clockOf(into, 'first-response')).toMatchObject({ state: 'running', dueAt: '2026-03-02T02:10:00.000Z' });
});

test('a wait that comes into an answered ticket runs there from when it began, and ends when it leaves', async () => {
  const into = await mails('wait');
  await of.write(into, 'reply');
  of.clock.forward(5);
  const from = await mails('wait');
  of.clock.forward(10);
  await act(from, 'merge', { intoId: into });
  const next = await of.clockOf(into, 'next-response');
  expect(next).toMatchObject({ state: 'running', dueAt: '2026-03-02T01:35:00.000Z' });
  expect(next.ledger[0]).toMatchObject({ reason: 'a customer who waits came from another ticket' });
  await act(from, 'unmerge');
  expect(await of.clockOf(into, 'next-response')).toMatchObject({ state: 'cancelled' });
  expect(await of.clockOf(from, 'first-response')).toMatchObject({ state: 'running' });
});

test('what is split off has clocks of its own, and gives them up when the split is undone', async () => {
  const id = await of.customerWrites('split');
  await of.customerWrites('split', { text: 'Another matter' });
  const messages = (await of.desk.request('GET', `/api/v1/tickets/${id}/messages`)).body.items;
  const made = await act(id, 'split', { messageIds: [messages[1]?.['id']] });
  const split = String(made.body['id']);
  expect(split).not.toBe(id);
  expect(await standing(split)).toEqual({ 'first-response': 'running', resolution: 'running' });
  await act(split, 'unsplit');
  expect(await standing(split)).toEqual({ 'first-response': 'cancelled', resolution: 'cancelled' });
  expect(await standing(id)).toEqual({ 'first-response': 'running', resolution: 'running' });
});

test('a ticket that closes by itself has kept its promise of an end', async () => {
  const id = await of.customerWrites('quiet');
  await of.desk.request('PATCH', `/api/v1/inboxes/${of.ids.inbox}`, { body: { autoCloseDays: 3, autoCloseNoticeDays: 1 } });
  await of.write(id, 'reply');
  expect((await of.change(id, { status: 'pending' })).status).toBe(200);
  for (let day = 0; day < 5; day++) {
    of.clock.forward(24 * 60);
    await of.desk.app.get(JobHandlers).all().get('close-quiet-tickets')?.({}, { attempt: 1, maxAttempts: 1 });
    await of.desk.drainJobs();
  }
  expect(await of.ticketOf(id)).toMatchObject({ statusCategory: 'closed', dueAt: null });
  const resolution = await of.clockOf(id, 'resolution');
  expect(resolution).toMatchObject({ state: 'fulfilled' });
  expect(kinds(resolution)).toEqual(['started', 'paused', 'fulfilled']);
});
