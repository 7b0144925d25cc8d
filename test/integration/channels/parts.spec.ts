import { ChannelError, type OutboundMessage, type Sent, sendParts } from '../../../src/channels/contract/index.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';

let desk: TestDesk;
let channel: FakeChannel;
let inboxId: string;
let ticketId: string;
/** Every part the provider took, in order. */
let taken: string[];
let replies = 0;

beforeAll(async () => {
  channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()] });
  const body = { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true };
  inboxId = String((await desk.request('POST', '/api/v1/inboxes', { body })).body['id']);
  await post({ key: 'first', events: [said({ who: 'ayu' })] });
  ticketId = String((await desk.request('GET', '/api/v1/tickets')).body.items[0]?.['id']);
});
beforeEach(() => {
  taken = [];
  channel.parts = 3;
});
afterAll(() => desk.stop());

async function post(body: unknown): Promise<void> {
  await desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body });
  await desk.drainJobs();
}

const UNREACHABLE = { code: 'fake.unreachable', message: 'Nobody there.' };
const report = (externalId: string, state: string) => {
  const fault = state === 'failed' ? UNREACHABLE : null;
  const key = `${externalId}-${state}`;
  return post({ key, events: [{ type: 'delivery', key, at: '2026-03-02T09:00:00Z', state, fault, of: { externalId } }] });
};

/** Sends three parts, as a channel with a limit does. @param fault of the second part, once */
function threeParts(name: string, fault?: Error): (message: OutboundMessage) => Promise<Sent> {
  let faults = fault === undefined ? 0 : 1;
  const part = (n: number) => async () => {
    if (n === 2 && faults-- > 0) throw fault;
    taken.push(`${name}-${n}`);
    return `${name}-${n}`;
  };
  return (message) => sendParts('fake', message, [part(1), part(2), part(3)]);
}

async function reply(send: (message: OutboundMessage) => Promise<Sent>, attempts = 1): Promise<string> {
  for (let i = 0; i < attempts; i++) channel.doNext(send);
  const body = { kind: 'reply', text: `In parts ${++replies}` };
  const { id } = (await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body })).body;
  await desk.drainJobs();
  return String(id);
}
async function sendAgain(id: string, send: (message: OutboundMessage) => Promise<Sent>): Promise<void> {
  channel.doNext(send);
  await desk.request('POST', `/api/v1/messages/${id}/resend`);
  await desk.drainJobs();
}
const deliveryOf = async (id: string) =>
  (await desk.request('GET', `/api/v1/tickets/${ticketId}/messages`)).body.items.find((m) => m['id'] === id)?.['delivery'];

test('a part that must wait is sent later, and nothing before it twice', async () => {
  const id = await reply(threeParts('wait', new ChannelError('fake.busy', 'Busy.', { retry: 'later' })), 2);
  expect(await deliveryOf(id)).toEqual({ state: 'queued', error: { code: 'fake.busy', message: 'Part 2 of 3: Busy.' } });
  await report('wait-1', 'delivered'); // the customer has the first: not the reply
  expect(await deliveryOf(id)).toMatchObject({ state: 'queued' });
  await desk.exhaustJobs();
  expect(taken).toEqual(['wait-1', 'wait-2', 'wait-3']);
  expect(await deliveryOf(id)).toEqual({ state: 'accepted' });
});

test('a part that is refused fails the reply, whatever is reported of the others; sent again, it goes on there', async () => {
  const send = threeParts('refused', new ChannelError('fake.too-much', 'Too much.', { retry: 'never' }));
  const id = await reply(send);
  await report('refused-1', 'read');
  expect(await deliveryOf(id)).toMatchObject({ state: 'failed', error: { message: 'Part 2 of 3: Too much.' } });
  await sendAgain(id, send);
  expect(taken).toEqual(['refused-1', 'refused-2', 'refused-3']);
  expect(await deliveryOf(id)).toEqual({ state: 'accepted' });
});

test('a reply has arrived when all of it has; a part that did not arrive fails it until it does', async () => {
  const id = await reply(threeParts('all'));
  await report('all-1', 'delivered');
  await report('all-3', 'read');
  expect(await deliveryOf(id)).toEqual({ state: 'accepted' });
  await report('all-2', 'failed');
  expect(await deliveryOf(id)).toEqual({ state: 'failed', error: { code: 'fake.unreachable', message: 'Nobody there.' } });
  await report('all-2', 'delivered');
  expect(await deliveryOf(id)).toEqual({ state: 'delivered' });
});

test('of a reply in which one part did not arrive, only that one is said again', async () => {
  const id = await reply(threeParts('again'));
  await report('again-1', 'delivered');
  await report('again-2', 'failed');
  await sendAgain(id, threeParts('second'));
  expect(taken).toEqual(['again-1', 'again-2', 'again-3', 'second-2']);
  await report('again-2', 'read'); // late, of what was sent anew: it says nothing of that
  expect(await deliveryOf(id)).toEqual({ state: 'accepted' });
  await report('second-2', 'delivered');
  await report('again-3', 'delivered');
  expect(await deliveryOf(id)).toEqual({ state: 'delivered' });
});

test('what is reported of a part while the others are still being sent is kept', async () => {
  const id = await reply((message) =>
    sendParts('fake', message, [
      async () => 'early-1',
      async () => 'early-2',
      async () => {
        await post({ key: 'early', events: [ofOwn('early-1', message.id, 'delivered'), ofOwn('early-2', message.id, 'failed')] });
        return 'early-3';
      },
    ]),
  );
  expect(await deliveryOf(id)).toMatchObject({ state: 'failed', error: UNREACHABLE });
});

const ofOwn = (externalId: string, reference: string, state: string) => ({
  type: 'delivery',
  key: `${externalId}-own`,
  at: '2026-03-02T09:00:00Z',
  state,
  fault: state === 'failed' ? UNREACHABLE : null,
  of: { externalId, reference: `${reference}.${Number(externalId.at(-1)) - 1}` },
});

test('what nobody foresaw tells of the parts before it all the same', async () => {
  const send = threeParts('odd', new Error('the file is gone'));
  const id = await reply(send);
  expect(await deliveryOf(id)).toMatchObject({ state: 'unknown', error: { code: 'delivery.unexpected' } });
  await sendAgain(id, send);
  expect(taken).toEqual(['odd-1', 'odd-2', 'odd-3']);
  expect(await deliveryOf(id)).toEqual({ state: 'accepted' });
});

test('a part that nobody knew of, and is reported, has its place: it is not said again, and does not speak for the rest', async () => {
  const send = threeParts('lost', new ChannelError('fake.timeout', 'No answer.', { retry: 'later', sent: 'maybe' }));
  const id = await reply(send);
  expect(await deliveryOf(id)).toMatchObject({ state: 'unknown', error: { message: 'Part 2 of 3: No answer.' } });
  await post({ key: 'lost-2', events: [ofOwn('lost-2', id, 'delivered')] });
  expect(await deliveryOf(id)).toMatchObject({ state: 'unknown' });
  await sendAgain(id, send);
  expect(taken).toEqual(['lost-1', 'lost-3']);
  expect(await deliveryOf(id)).toEqual({ state: 'accepted' });
});

test('an attempt that a crash cut off is known by what is reported of its parts, and only by all of them', async () => {
  channel.failNext(new ChannelError('fake.busy', 'Busy.', { retry: 'later' }));
  const body = { kind: 'reply', text: 'Cut off' };
  const id = String((await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body })).body['id']);
  await desk.drainJobs();
  await desk.pool.query("update delivery set state = 'sending', updated_at = now() - interval '1 hour' where message_id = $1", [id]);
  await post({ key: 'crash-a', events: [ofOwn('crash-2', id, 'delivered')] });
  await desk.exhaustJobs();
  expect(await deliveryOf(id)).toMatchObject({ state: 'unknown', error: { code: 'delivery.interrupted' } });
  await post({ key: 'crash-b', events: [ofOwn('crash-1', id, 'delivered'), ofOwn('crash-3', id, 'delivered')] });
  expect(await deliveryOf(id)).toEqual({ state: 'delivered' });
});

test('a late report of a part that was sent anew takes the place of no other', async () => {
  const send = threeParts('twice', new ChannelError('fake.timeout', 'No answer.', { retry: 'later', sent: 'maybe' }));
  const id = await reply(send);
  // The second time part 2 goes, and nobody knows of part 3.
  channel.doNext((message) =>
    sendParts('fake', message, [
      async () => 'never',
      async () => 'twice-2b',
      () => Promise.reject(new ChannelError('fake.timeout', 'No answer.', { retry: 'later', sent: 'maybe' })),
    ]),
  );
  await desk.request('POST', `/api/v1/messages/${id}/resend`);
  await desk.drainJobs();
  await post({ key: 'twice', events: [ofOwn('twice-2', id, 'delivered')] });
  expect(await deliveryOf(id)).toMatchObject({ state: 'unknown', error: { message: 'Part 3 of 3: No answer.' } });
});

test('what failed by a report is not sent again while its call goes on', async () => {
  channel.parts = 1;
  let answer = 0;
  const id = await reply(async (message) => {
    await post({
      key: 'in-flight',
      events: [{ ...ofOwn('flying-1', message.id, 'failed'), of: { externalId: 'flying', reference: message.id } }],
    });
    answer = (await desk.request('POST', `/api/v1/messages/${message.id}/resend`)).status;
    return { externalIds: ['flying'] };
  });
  expect(answer).toBe(409);
  expect(await deliveryOf(id)).toMatchObject({ state: 'failed' });
});
