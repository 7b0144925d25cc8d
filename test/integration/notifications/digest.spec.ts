import { ChannelError } from '../../../src/channels/contract/index.js';
import { NotificationRig, type Person } from './rig.js';

let rig: NotificationRig;

beforeAll(async () => {
  rig = await NotificationRig.open();
});

afterAll(() => rig.desk.stop());

beforeEach(async () => {
  await choose(rig.ids.mailbox);
  rig.mail.sent.splice(0);
});

const choose = (digestInboxId: unknown) => rig.desk.request('PUT', '/api/v1/notification-settings', { body: { digestInboxId } });
const settings = async () => (await rig.desk.request('GET', '/api/v1/notification-settings')).body;

async function somethingFor(person: Person): Promise<string> {
  const id = await rig.ticket();
  await rig.change(id, { assigneeId: person.id });
  return id;
}

/** So many minutes later the job of the quarter runs. @returns to whom mails went */
async function later(minutes: number): Promise<readonly string[]> {
  rig.clock.forward(minutes);
  const before = rig.mail.sent.length;
  await rig.runs('send-digests');
  return rig.mail.sent.slice(before).map((mail) => mail.to.value);
}

test('one mail an hour lists what is unread and was not listed before', async () => {
  const sari = await rig.person('Sari');
  await sari.prefers({ digest: 'hourly' });
  const id = await somethingFor(sari);
  expect(await later(5)).toEqual([]);
  expect(await later(50)).toEqual([sari.email]);
  const [mail] = rig.mail.sent;
  const { number } = (await rig.desk.request('GET', `/api/v1/tickets/${id}`)).body;
  expect(mail).toMatchObject({
    ticketId: null,
    ticketNumber: null,
    replyToken: null,
    automatic: true,
    subject: '1 ticket waits for you',
    to: { kind: 'email', displayName: 'Sari' },
  });
  expect(mail?.text).toContain(`#${String(number)} Where is my refund?\ngiven to you by The admin\n${rig.desk.url}/inbox/tickets/${id}\n`);
  expect(await later(60)).toEqual([]);
  const second = await somethingFor(sari);
  expect(await later(60)).toEqual([sari.email]);
  expect(rig.mail.sent.at(-1)?.text).not.toContain(id);
  // It happened again since it was listed: news.
  await rig.change(second, { assigneeId: null });
  await rig.change(second, { assigneeId: sari.id });
  expect(await later(60)).toEqual([sari.email]);
  expect(rig.mail.sent.at(-1)?.text).toContain('given to you by The admin (2 times)');
  await sari.prefers({ digest: 'off' });
});

test('a daily digest comes at its hour in its zone; what was read meanwhile is not in it', async () => {
  const [sari, wei] = [await rig.person('Sari'), await rig.person('Wei')];
  rig.clock.now = new Date('2026-03-10T22:00:00Z');
  const kathmandu = { digest: 'daily', digestHour: 7, zone: 'Asia/Kathmandu' };
  expect((await sari.prefers(kathmandu)).body).toMatchObject({ ...kathmandu, nextDigestAt: '2026-03-11T01:15:00.000Z' });
  await wei.prefers(kathmandu);
  await somethingFor(sari);
  await somethingFor(wei);
  await wei.does('POST', 'notifications/read');
  expect(await later(3 * 60)).toEqual([]);
  expect(await later(15)).toEqual([sari.email]);
  await somethingFor(sari);
  expect(await later(23 * 60)).toEqual([]);
  // The desk was away at the hour.
  expect(await later(4 * 60)).toEqual([sari.email]);
  expect((await sari.does('GET', 'notification-preferences')).body).toMatchObject({ nextDigestAt: '2026-03-13T01:15:00.000Z' });
  for (const person of [sari, wei]) await person.prefers({ digest: 'off' });
});

test('two processes never send a digest twice', async () => {
  const people = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => rig.person(name)));
  for (const person of people) {
    await person.prefers({ digest: 'hourly' });
    await somethingFor(person);
  }
  rig.clock.forward(60);
  await Promise.all([rig.runs('send-digests'), rig.runs('send-digests'), rig.runs('send-digests')]);
  expect(rig.mail.sent.map((mail) => mail.to.value).toSorted()).toEqual(people.map((p) => p.email).toSorted());
  for (const person of people) await person.prefers({ digest: 'off' });
});

test('what could not be sent is seen by the administrator and comes a quarter of an hour later', async () => {
  const sari = await rig.person('Sari');
  await sari.prefers({ digest: 'daily', digestHour: 8 });
  await somethingFor(sari);
  rig.mail.failNext(new ChannelError('smtp.421', 'The mail server refused: later', { retry: 'later' }));
  expect(await later(24 * 60)).toEqual([sari.email]);
  const lastFailure = { code: 'smtp.421', message: 'The mail server refused: later', at: rig.clock.now.toISOString() };
  expect(await settings()).toEqual({ digestInboxId: rig.ids.mailbox, lastFailure });
  expect(await later(10)).toEqual([]);
  expect(await later(5)).toEqual([sari.email]);
  expect(await later(15)).toEqual([]);
  expect((await choose(rig.ids.mailbox)).body).toMatchObject({ lastFailure: null });
  await sari.prefers({ digest: 'off' });
});

test('what may have been sent is not sent again; what was refused comes with the next digest', async () => {
  rig.clock.now = new Date('2026-04-01T09:00:00Z');
  const sari = await rig.person('Sari');
  await sari.prefers({ digest: 'hourly' });
  const first = await somethingFor(sari);
  rig.mail.failNext(new ChannelError('smtp.etimedout', 'No answer.', { retry: 'later', sent: 'maybe' }));
  expect(await later(60)).toHaveLength(1);
  expect(await later(60)).toEqual([]);
  await somethingFor(sari);
  rig.mail.failNext(new ChannelError('smtp.550', 'No such mailbox.', { retry: 'never' }));
  expect(await later(60)).toHaveLength(1);
  expect(await later(30)).toEqual([]);
  expect(await later(30)).toEqual([sari.email]);
  expect(rig.mail.sent.at(-1)?.text).not.toContain(first);
  expect(await sari.unread()).toBe(2);
  await sari.prefers({ digest: 'off' });
});

test('no mail without an inbox for it, nor to who left; nothing is lost by it', async () => {
  const [sari, wei] = [await rig.person('Sari'), await rig.person('Wei')];
  for (const person of [sari, wei]) {
    await person.prefers({ digest: 'hourly' });
    await somethingFor(person);
  }
  await choose(null);
  expect(await later(120)).toEqual([]);
  await choose(rig.ids.mailbox);
  await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.ids.mailbox}`, { body: { enabled: false } });
  expect(await later(60)).toEqual([]);
  expect(await settings()).toMatchObject({ lastFailure: { code: 'notification.inbox-disabled' } });
  await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.ids.mailbox}`, { body: { enabled: true } });
  await rig.desk.request('PATCH', `/api/v1/agents/${wei.id}`, { body: { enabled: false } });
  expect(await later(60)).toEqual([sari.email]);
});

test('only an administrator chooses the inbox, and only one that can write to an email address', async () => {
  expect(await choose(rig.ids.inbox)).toMatchObject({ status: 422, body: { code: 'notification.inbox-cannot-mail' } });
  expect(await choose('01a20d8d-698e-7677-a4b4-5c50e51a76bc')).toMatchObject({ status: 422, body: { code: 'notification.unknown-inbox' } });
  expect(await choose('x')).toMatchObject({ status: 400 });
  const token = await rig.desk.tokenFor('supervisor');
  const body = { digestInboxId: null };
  expect(await rig.desk.request('PUT', '/api/v1/notification-settings', { token, body })).toMatchObject({ status: 403 });
  expect(await rig.desk.request('GET', '/api/v1/notification-settings', { token })).toMatchObject({ status: 403 });
});
