import { ChannelError } from '../../src/channels/contract/index.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let channel: FakeChannel;
let inboxId: string;
let count = 0;

beforeAll(async () => {
  channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()] });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  inboxId = String(inbox.body['id']);
});

afterAll(() => desk.stop());

const post = (content: unknown) =>
  desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body: content });

async function ticketOf(who: string): Promise<string> {
  count += 1;
  await post({ key: `${who}-${count}`, events: [said({ who })] });
  await desk.drainJobs();
  const contact = await desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
  const tickets = await desk.request('GET', `/api/v1/contacts/${String(contact.body.items[0]?.['id'])}/tickets`);
  return String(tickets.body.items[0]?.['id']);
}

const reply = (ticketId: string, body: object = {}) =>
  desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'reply', text: 'Kami cek', ...body } });
const stateOf = async (ticketId: string, messageId: unknown) =>
  (await desk.request('GET', `/api/v1/tickets/${ticketId}/messages`)).body.items.find((m) => m['id'] === messageId)?.['delivery'];
const report = (key: string, externalId: string, state: string, fault: object | null = null) =>
  post({ key, events: [{ type: 'delivery', key, at: '2026-03-02T09:00:00Z', state, fault, of: { externalId } }] });
/** By a channel that knows a message by our own id. */
const reportOwn = (key: string, messageId: unknown, state: string, fault: object | null = null) =>
  post({
    key,
    events: [{ type: 'delivery', key, at: '2026-03-02T09:00:00Z', state, fault, of: { externalId: key, reference: messageId } }],
  });
const progressOf = async (messageId: unknown) =>
  (await desk.pool.query('select state from delivery where message_id = $1', [messageId])).rows[0]?.state;

test('a reply leaves by the channel the customer wrote to, and the ticket is no longer new', async () => {
  const ticketId = await ticketOf('ayu');
  const sent = await reply(ticketId);
  expect(sent.status).toBe(201);
  expect(sent.body).toMatchObject({ seq: 2, direction: 'outbound', delivery: { state: 'queued' } });
  await desk.drainJobs();
  expect(channel.sent.at(-1)).toMatchObject({
    text: 'Kami cek',
    conversation: 'ayu',
    to: { kind: 'fake', value: 'ayu' },
    authorName: 'The admin',
  });
  expect(await stateOf(ticketId, sent.body['id'])).toEqual({ state: 'accepted' });
  const ticket = await desk.request('GET', `/api/v1/tickets/${ticketId}`);
  expect(ticket.body).toMatchObject({ statusCategory: 'open', lastDirection: 'outbound' });
  expect(ticket.body['firstRepliedAt']).not.toBeNull();
});

test('receipts raise the state in whatever order they come, and never lower it', async () => {
  const ticketId = await ticketOf('budi');
  const { body } = await reply(ticketId);
  await desk.drainJobs();
  const externalId = `out-${String(body['id'])}`;
  await report('b-read', externalId, 'read');
  await report('b-delivered', externalId, 'delivered');
  await report('b-failed', externalId, 'failed', { code: 'x', message: 'late' });
  await desk.drainJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'read' });
});

test('a receipt that overtakes the answer to our own call is kept until the message is known', async () => {
  const ticketId = await ticketOf('citra');
  const { body } = await reply(ticketId);
  await report('early', `out-${String(body['id'])}`, 'delivered');
  await desk.drainJobs();
  await desk.exhaustJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'delivered' });
});

test('a receipt that comes before an attempt to send is never lowered by it', async () => {
  const ticketId = await ticketOf('cinta');
  channel.failNext(new ChannelError('fake.busy', 'Busy.', { retry: 'later' }));
  const { body } = await reply(ticketId);
  await desk.drainJobs();
  await reportOwn('seen-first', body['id'], 'read');
  await desk.drainJobs();
  await desk.exhaustJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'read' });
  expect(await progressOf(body['id'])).toBe('accepted');
});

test.each([
  ['accepted', null, 'accepted'],
  ['failed', { code: 'fake.131026', message: 'No such account.' }, 'failed'],
] as const)(
  'what was reported while our call was on its way (%s) is the answer, though the call had none',
  async (state, error, progress) => {
    const ticketId = await ticketOf(`dinda-${state}`);
    channel.doNext(async ({ id }) => {
      await reportOwn(`early-${state}`, id, state, error);
      await desk.drainJobs();
      throw new ChannelError('fake.timeout', 'No answer.', { retry: 'later', sent: 'maybe' });
    });
    const { body } = await reply(ticketId);
    await desk.drainJobs();
    expect(await stateOf(ticketId, body['id'])).toEqual({ state, ...(error === null ? {} : { error }) });
    expect(await progressOf(body['id'])).toBe(progress);
  },
);

test('a second job of a delivery that is on its way sends nothing and calls nothing lost', async () => {
  const ticketId = await ticketOf('dona');
  const before = channel.sent.length;
  channel.doNext(async ({ id }) => {
    await desk.pool.query(
      "select graphile_worker.add_job('deliver', json_build_object('deliveryId', id)) from delivery where message_id = $1",
      [id],
    );
    await desk.drainJobs();
    return { externalIds: ['once'] };
  });
  const { body } = await reply(ticketId);
  await desk.drainJobs();
  expect(channel.sent.length).toBe(before + 1);
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'accepted' });
});

test('who read up to an instant has not read what never reached them', async () => {
  const ticketId = await ticketOf('dara');
  channel.failNext(new ChannelError('fake.blocked', 'The customer blocked us.', { retry: 'never' }));
  const refused = await reply(ticketId);
  await desk.drainJobs();
  const taken = await reply(ticketId);
  await desk.drainJobs();
  const of = { conversation: 'dara', until: '2999-01-01T00:00:00Z' };
  await post({
    key: 'dara-read',
    events: [{ type: 'delivery', key: 'dara-read', at: '2026-03-02T09:00:00Z', state: 'read', fault: null, of }],
  });
  await desk.drainJobs();
  expect(await stateOf(ticketId, taken.body['id'])).toEqual({ state: 'read' });
  expect(await stateOf(ticketId, refused.body['id'])).toMatchObject({ state: 'failed', error: { code: 'fake.blocked' } });
});

test('"not now" is tried again; "never" is shown to the agent, who may send it again', async () => {
  const ticketId = await ticketOf('dewi');
  channel.failNext(
    new ChannelError('fake.busy', 'Busy.', { retry: 'later', retryAfterSeconds: 7 }),
    new ChannelError('fake.blocked', 'The customer blocked us.', { retry: 'never' }),
  );
  const { body } = await reply(ticketId);
  await desk.drainJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'queued', error: { code: 'fake.busy', message: 'Busy.' } });
  await desk.exhaustJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({
    state: 'failed',
    error: { code: 'fake.blocked', message: 'The customer blocked us.' },
  });
  expect((await desk.request('POST', `/api/v1/messages/${String(body['id'])}/resend`)).status).toBe(201);
  await desk.drainJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'accepted' });
});

test('when the provider may have it already, nothing is sent twice and a person is asked', async () => {
  const ticketId = await ticketOf('eka');
  channel.failNext(new ChannelError('fake.timeout', 'No answer.', { retry: 'later', sent: 'maybe' }));
  const { body } = await reply(ticketId);
  const before = channel.sent.length;
  await desk.exhaustJobs();
  expect(channel.sent.length).toBe(before + 1);
  expect(await stateOf(ticketId, body['id'])).toMatchObject({ state: 'unknown' });
});

test('an attempt that a crash cut off is not repeated blindly', async () => {
  const ticketId = await ticketOf('fitri');
  const { body } = await reply(ticketId);
  await desk.pool.query(
    "update delivery set state = 'sending', attempts = 1, updated_at = now() - interval '1 hour' where message_id = $1",
    [body['id']],
  );
  const before = channel.sent.length;
  await desk.drainJobs();
  expect(channel.sent.length).toBe(before);
  expect(await stateOf(ticketId, body['id'])).toMatchObject({ state: 'unknown', error: { code: 'delivery.interrupted' } });
});

test('an attempt that a crash cut off is settled when the customer has the message', async () => {
  const ticketId = await ticketOf('farah');
  channel.failNext(new ChannelError('fake.busy', 'Busy.', { retry: 'later' }));
  const { body } = await reply(ticketId);
  await desk.drainJobs();
  await desk.pool.query("update delivery set state = 'sending', updated_at = now() - interval '1 hour' where message_id = $1", [
    body['id'],
  ]);
  await reportOwn('has-it', body['id'], 'delivered');
  await desk.drainJobs();
  await desk.exhaustJobs();
  expect(await stateOf(ticketId, body['id'])).toEqual({ state: 'delivered' });
  expect(await progressOf(body['id'])).toBe('accepted');
});

test('replies of a conversation leave in the order they were written, even when the first must wait', async () => {
  const ticketId = await ticketOf('gita');
  channel.failNext(new ChannelError('fake.busy', 'Busy.', { retry: 'later' }));
  const from = channel.sent.length;
  await reply(ticketId, { text: 'one' });
  await desk.drainJobs();
  await reply(ticketId, { text: 'two' });
  await reply(ticketId, { text: 'three' });
  await desk.drainJobs();
  await desk.exhaustJobs();
  expect(channel.sent.slice(from).map((m) => m.text)).toEqual(['one', 'one', 'two', 'three']);
});

test('a note never leaves the desk and changes no status', async () => {
  const ticketId = await ticketOf('hana');
  const before = channel.sent.length;
  const note = await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'Hati-hati' } });
  expect(note.body).toMatchObject({ direction: 'internal', kind: 'note', delivery: { state: 'none' } });
  await desk.drainJobs();
  expect(channel.sent.length).toBe(before);
  expect((await desk.request('GET', `/api/v1/tickets/${ticketId}`)).body).toMatchObject({
    statusCategory: 'new',
    lastDirection: 'inbound',
  });
});

test('the same Idempotency-Key answers the same and sends once; with another text it is refused', async () => {
  const ticketId = await ticketOf('indah');
  const send = (text: string) =>
    desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'reply', text }, headers: { 'idempotency-key': 'abc' } });
  const answers = await Promise.all([send('once'), send('once'), send('once')]);
  expect(new Set(answers.map((a) => a.body['id'])).size).toBe(1);
  const before = channel.sent.length;
  await desk.drainJobs();
  expect(channel.sent.length).toBe(before + 1);
  expect(await send('other')).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
});

test('the customer writes again: what was resolved is open', async () => {
  const ticketId = await ticketOf('joko');
  await desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { status: 'resolved' } });
  expect(await ticketOf('joko')).toBe(ticketId);
  expect((await desk.request('GET', `/api/v1/tickets/${ticketId}`)).body).toMatchObject({ statusCategory: 'open', resolvedAt: null });
});

test('two agents who change the same ticket: the second is told', async () => {
  const ticketId = await ticketOf('kartika');
  const { body } = await desk.request('GET', `/api/v1/tickets/${ticketId}`);
  const change = (priority: string) =>
    desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { priority, version: body['version'] } });
  expect((await change('high')).status).toBe(200);
  expect(await change('low')).toMatchObject({
    status: 409,
    body: { code: 'ticket.version-conflict', version: Number(body['version']) + 1 },
  });
  const events = await desk.request('GET', `/api/v1/tickets/${ticketId}/events`);
  expect(events.body.items.map((e) => e['name'])).toEqual(['ticket.opened', 'ticket.changed']);
});
