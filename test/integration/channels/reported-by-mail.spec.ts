import type { MessageReceived } from '../../../src/channels/contract/index.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';

/** Reports that arrive as mails: anybody may write one, and each is a mail as well. */
let desk: TestDesk;
let inboxId: string;

beforeAll(async () => {
  const channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()] });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  inboxId = String(inbox.body['id']);
});

afterAll(() => desk.stop());

const post = (content: unknown) =>
  desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body: content });

async function ticketsOf(who: string) {
  const { body } = await desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
  const contactId = String(body.items[0]?.['id']);
  return body.items.length === 0 ? [] : (await desk.request('GET', `/api/v1/tickets?contactId=${contactId}`)).body.items;
}

const messagesOf = async (ticketId: string) => (await desk.request('GET', `/api/v1/tickets/${ticketId}/messages`)).body.items;
const historyOf = async (ticketId: string) => (await desk.request('GET', `/api/v1/tickets/${ticketId}/events`)).body.items;

async function answered(who: string) {
  await post({ key: `${who}-first`, events: [said({ who })] });
  await desk.drainJobs();
  const ticketId = String((await ticketsOf(who))[0]?.['id']);
  const { body } = await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'reply', text: 'Kami cek' } });
  await desk.drainJobs();
  const deliveryOf = async () => (await messagesOf(ticketId)).find((m) => m['id'] === body['id'])?.['delivery'];
  return { ticketId, externalId: `out-${String(body['id'])}`, deliveryOf };
}

async function report(key: string, of: object, over: object, otherwise: Partial<MessageReceived> & { readonly who: string }) {
  const fault = { code: 'mail.bounced.5.1.1', message: 'The mail came back: 550 No such user' };
  const event = { type: 'delivery', key, at: '2026-03-02T09:00:00Z', state: 'failed', fault, of, otherwise: said({ ...otherwise, key }) };
  await post({ key, events: [{ ...event, ...over }] });
  await desk.drainJobs();
}

test('a mail that came back shows its reason at the reply and in the history', async () => {
  const { ticketId, externalId, deliveryOf } = await answered('ayu');
  await report('b1', { externalId, recipients: ['other', 'AYU'] }, {}, { who: 'daemon-1' });
  expect(await deliveryOf()).toEqual({
    state: 'failed',
    error: { code: 'mail.bounced.5.1.1', message: 'The mail came back: 550 No such user' },
  });
  expect((await historyOf(ticketId)).at(-1)).toMatchObject({
    name: 'message.bounced',
    data: { code: 'mail.bounced.5.1.1', message: 'The mail came back: 550 No such user' },
  });
  expect(await ticketsOf('daemon-1')).toEqual([]);
});

test('a second report changes nothing, but leaves its trace', async () => {
  const { ticketId, externalId, deliveryOf } = await answered('budi');
  await report('b2', { externalId, recipients: ['budi'] }, { state: 'read', fault: null }, { who: 'daemon-2' });
  await report('b3', { externalId, recipients: ['budi'] }, {}, { who: 'daemon-2' });
  expect([await deliveryOf(), (await historyOf(ticketId)).at(-1)]).toMatchObject([{ state: 'read' }, { name: 'message.bounced' }]);
});

test('a report on somebody else fails nothing, and is a message with all of its words and files', async () => {
  const { externalId, deliveryOf } = await answered('citra');
  const attachments = [{ filename: 'proof.txt', contentType: 'text/plain', media: { id: 'm' } }];
  await report('b4', { externalId, recipients: ['nobody'] }, {}, { who: 'stranger', text: 'Please help me', attachments });
  expect(await deliveryOf()).toEqual({ state: 'accepted' });
  const [ticket] = await ticketsOf('stranger');
  expect(await messagesOf(String(ticket?.['id']))).toMatchObject([{ text: 'Please help me', attachments: [{ filename: 'proof.txt' }] }]);
});

test('a report on a mail that is not ours is a message', async () => {
  await report('b5', { externalId: 'never-sent', recipients: ['x'] }, {}, { who: 'stranger-2', text: 'Came back' });
  expect(await ticketsOf('stranger-2')).toMatchObject([{ preview: 'Came back' }]);
});
