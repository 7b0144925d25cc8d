import { FakeClock } from '../kit/fake-clock.js';
import { person, team } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

// Later than any machine's clock, so that a snooze's job waits.
const clock = new FakeClock(new Date('2041-03-04T09:00:00Z'));
let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [], clock });
});

afterAll(() => desk.stop());

async function openTicket(n: number): Promise<string> {
  const contact = { identities: [{ kind: 'email', value: `person${n}@example.org` }] };
  const { body } = await desk.request('POST', '/api/v1/tickets', { body: { subject: `Ticket ${n}`, text: 'Help', contact } });
  return String(body['id']);
}

const ticket = async (id: string) => (await desk.request('GET', `/api/v1/tickets/${id}`)).body;
const bulk = (ticketIds: readonly string[], change: object) => desk.request('POST', '/api/v1/bulk', { body: { ticketIds, change } });
const progress = async (id: unknown) => (await desk.request('GET', `/api/v1/bulk/${String(id)}`)).body;

test('many tickets are changed, those that refuse are named, and all goes back', async () => {
  const ids = await Promise.all([1, 2, 3].map(openTicket));
  const [first = '', second = '', closed = ''] = ids;
  await desk.request('PATCH', `/api/v1/tickets/${first}`, { body: { tags: ['old'], priority: 'low' } });
  await desk.request('PATCH', `/api/v1/tickets/${closed}`, { body: { status: 'closed' } });

  const accepted = await bulk(ids, { status: 'pending', priority: 'high', addTags: ['outage'], removeTags: ['old'] });
  expect(accepted).toMatchObject({ status: 202, body: { state: 'running', total: 3, counts: { waiting: 3 } } });
  await desk.drainJobs();
  expect(await progress(accepted.body['id'])).toMatchObject({ state: 'done', counts: { done: 2, refused: 1 } });
  const items = await desk.request('GET', `/api/v1/bulk/${String(accepted.body['id'])}/items?state=refused`);
  expect(items.body.items).toEqual([{ ticketId: closed, state: 'refused', code: 'ticket.transition-not-allowed' }]);
  expect(await ticket(first)).toMatchObject({ status: 'pending', priority: 'high', tags: ['outage'] });

  await desk.request('PATCH', `/api/v1/tickets/${second}`, { body: { priority: 'urgent' } });
  expect((await desk.request('POST', `/api/v1/bulk/${String(accepted.body['id'])}/undo`)).status).toBe(202);
  await desk.drainJobs();
  expect(await progress(accepted.body['id'])).toMatchObject({ state: 'undone', counts: { undone: 1, kept: 1, refused: 1 } });
  expect(await ticket(first)).toMatchObject({ status: 'new', priority: 'low', tags: ['old'] });
  expect(await ticket(second)).toMatchObject({ priority: 'urgent', tags: ['outage'] });
  expect(await desk.request('POST', `/api/v1/bulk/${String(accepted.body['id'])}/undo`)).toMatchObject({ status: 409 });
});

test('a run that was cut off goes on where it was', async () => {
  const ids = await Promise.all([11, 12, 13, 14].map(openTicket));
  const { body } = await bulk(ids, { category: 'refund' });
  await desk.pool.query(`update bulk_item set state = 'done', changes = '{}' where bulk_id = $1 and position <= 2`, [body['id']]);
  await desk.drainJobs();
  expect(await progress(body['id'])).toMatchObject({ state: 'done', counts: { done: 4 } });
  expect((await ticket(ids[0] ?? ''))['category']).toBe('general');
  expect((await ticket(ids[3] ?? ''))['category']).toBe('refund');
});

test('who may change no ticket any more changes none of what they asked for', async () => {
  const id = await openTicket(15);
  const { id: agentId, token } = await person(desk, { role: 'supervisor' });
  const asked = await desk.request('POST', '/api/v1/bulk', { body: { ticketIds: [id], change: { priority: 'low' } }, token });
  expect((await desk.request('PATCH', `/api/v1/agents/${agentId}`, { body: { role: 'auditor' } })).status).toBe(200);
  await desk.drainJobs();
  const { rows } = await desk.pool.query('select state, code from bulk_item where bulk_id = $1', [asked.body['id']]);
  expect(rows).toEqual([{ state: 'refused', code: 'ticket.not-found' }]);
});

test('what cannot be asked for is refused at once', async () => {
  const id = await openTicket(20);
  expect(await bulk([id], {})).toMatchObject({ status: 422, body: { code: 'bulk.nothing-to-change' } });
  expect(await bulk([id], { colour: 'red' })).toMatchObject({ status: 400, body: { errors: [{ field: 'change.colour' }] } });
  expect(await bulk([id, id], { priority: 'low' })).toMatchObject({ status: 400 });
  const { body } = await bulk([id], { priority: 'low' });
  const other = await desk.tokenFor('agent');
  expect(await desk.request('GET', `/api/v1/bulk/${String(body['id'])}`, { token: other })).toMatchObject({ status: 404 });
});

test('what none of them could take is refused at once, naming the field', async () => {
  const id = await openTicket(40);
  const auditor = (await person(desk, { role: 'auditor' })).id;
  const [outside, payments] = [(await person(desk)).id, await team(desk)];
  const nobody = '01890000-0000-7000-8000-000000000000';
  const wishes: readonly (readonly [object, string, string])[] = [
    [{ status: 'lost' }, 'status', 'ticket.unknown-status'],
    [{ status: 'merged' }, 'status', 'ticket.unknown-status'],
    [{ status: 'on_hold' }, 'holdReason', 'ticket.hold-reason-required'],
    [{ status: 'open', holdReason: 'the bank' }, 'holdReason', 'ticket.not-on-hold'],
    [{ category: 'moon' }, 'category', 'ticket.unknown-category'],
    [{ teamId: nobody }, 'teamId', 'ticket.unknown-team'],
    [{ teamId: auditor }, 'teamId', 'ticket.unknown-team'],
    [{ assigneeId: nobody }, 'assigneeId', 'ticket.unknown-assignee'],
    [{ assigneeId: auditor }, 'assigneeId', 'ticket.assignee-disabled'],
    [{ teamId: payments, assigneeId: outside }, 'assigneeId', 'ticket.assignee-not-in-team'],
  ];
  for (const [wish, field, code] of wishes)
    expect([wish, await bulk([id], wish)]).toMatchObject([wish, { status: 422, body: { code, field } }]);
  expect((await desk.pool.query('select from bulk_item where ticket_id = $1', [id])).rowCount).toBe(0);
});

test('many tickets are put on hold with a reason, and back', async () => {
  const id = await openTicket(41);
  const accepted = await bulk([id], { status: 'on_hold', holdReason: 'the bank' });
  expect(accepted.status).toBe(202);
  await desk.drainJobs();
  expect(await ticket(id)).toMatchObject({ status: 'on_hold', holdReason: 'the bank' });
  await desk.request('POST', `/api/v1/bulk/${String(accepted.body['id'])}/undo`);
  await desk.drainJobs();
  expect(await ticket(id)).toMatchObject({ status: 'new', holdReason: null });
});

test('what was snoozed is put off again until the same instant, and no more when that has passed', async () => {
  const ids = [await openTicket(50), await openTicket(51)];
  const snooze = async (id: string | undefined, minutes: number) => {
    const until = new Date(clock.now.getTime() + minutes * 60_000).toISOString();
    await desk.request('POST', `/api/v1/tickets/${String(id)}/snooze`, { body: { until } });
    return until;
  };
  const [later] = [await snooze(ids[0], 120), await snooze(ids[1], 30)];
  const accepted = await bulk(ids, { status: 'resolved' });
  await desk.drainJobs();
  for (const id of ids) expect(await ticket(id)).toMatchObject({ status: 'resolved', snoozedUntil: null });
  clock.forward(60);
  await desk.request('POST', `/api/v1/bulk/${String(accepted.body['id'])}/undo`);
  await desk.drainJobs();
  expect(await progress(accepted.body['id'])).toMatchObject({ state: 'undone', counts: { undone: 2, kept: 0 } });
  expect(await ticket(ids[0] ?? '')).toMatchObject({ status: 'new', snoozedUntil: later });
  expect(await ticket(ids[1] ?? '')).toMatchObject({ status: 'new', snoozedUntil: null });
});
