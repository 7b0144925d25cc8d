import { FakeChannel, said } from '../kit/fake-channel.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let channel: FakeChannel;
let inboxId: string;

beforeAll(async () => {
  channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()] });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  inboxId = String(inbox.body['id']);
});

afterAll(() => desk.stop());

const post = (content: unknown, headers: Record<string, string> = { 'x-fake-key': 'right' }) =>
  desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers, body: content });

const ticketsOf = async (who: string) => {
  const { body } = await desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
  const contactId = String(body.items[0]?.['id']);
  return (await desk.request('GET', `/api/v1/tickets?contactId=${contactId}`)).body.items;
};

const messagesOf = async (ticketId: unknown) => (await desk.request('GET', `/api/v1/tickets/${String(ticketId)}/messages`)).body.items;

test('a message becomes a ticket that the API shows', async () => {
  expect((await post({ key: 'r1', events: [said({ who: 'budi', text: 'Halo\u0000 退款' })] })).status).toBe(200);
  await desk.drainJobs();
  const [ticket] = await ticketsOf('budi');
  expect(ticket).toMatchObject({
    subject: 'Halo 退款',
    status: 'new',
    statusCategory: 'new',
    channel: 'fake',
    priority: 'normal',
    contact: { name: 'budi' },
  });
  expect(await messagesOf(ticket?.['id'])).toMatchObject([
    { seq: 1, direction: 'inbound', text: 'Halo 退款', author: { type: 'contact', name: 'budi' }, delivery: { state: 'received' } },
  ]);
});

test('the same delivery, and the same event in another delivery, make nothing twice', async () => {
  const event = said({ who: 'citra', externalId: 'same' });
  await Promise.all([post({ key: 'r2', events: [event] }), post({ key: 'r2', events: [event] }), post({ key: 'r2b', events: [event] })]);
  await desk.drainJobs();
  const tickets = await ticketsOf('citra');
  expect(tickets).toHaveLength(1);
  expect(await messagesOf(tickets[0]?.['id'])).toHaveLength(1);
  const { rows } = await desk.pool.query("select state from receipt where dedupe_key in ('r2', 'r2b')");
  expect(rows).toEqual([{ state: 'done' }, { state: 'done' }]);
});

test('what one person says in one conversation stays in one ticket, also when it arrives at once', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, i) => post({ key: `burst-${i}`, events: [said({ who: 'dewi', text: `part ${i}` })] })));
  await desk.drainJobs();
  const tickets = await ticketsOf('dewi');
  expect(tickets).toHaveLength(1);
  const messages = await messagesOf(tickets[0]?.['id']);
  expect(messages.map((m) => m['seq'])).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

test('a batch of many people is parted, and a bad element spoils no other', async () => {
  const poison = { ...said({ who: 'eka' }), text: null } as never;
  await post({ key: 'batch', events: [said({ who: 'fitri' }), poison, said({ who: 'gita' })] });
  await desk.drainJobs();
  expect(await ticketsOf('fitri')).toHaveLength(1);
  expect(await ticketsOf('gita')).toHaveLength(1);
  await desk.exhaustJobs();
  const { body } = await desk.request('GET', '/api/v1/receipts');
  expect(body.items).toMatchObject([{ state: 'quarantined', attempts: 5, refusals: [{ code: 'intake.failed' }] }]);
  expect(body.items[0]?.['fault']).toMatch(/^Part 2 of 3 \(message\) could not be stored: /);
  expect(await ticketsOf('fitri')).toHaveLength(1);
});

test('a forged call leaves no trace', async () => {
  const before = await desk.pool.query('select count(*) from receipt');
  expect((await post({ key: 'forged', events: [said()] }, { 'x-fake-key': 'wrong' })).status).toBe(401);
  const after = await desk.pool.query('select count(*) from receipt');
  expect(after.rows).toEqual(before.rows);
});

test('signed garbage is answered 200, quarantined, listed and replayed', async () => {
  const response = await fetch(`${desk.url}/ingress/fake/${inboxId}/events`, {
    method: 'POST',
    headers: { 'x-fake-key': 'right' },
    body: '{not json',
  });
  expect(response.status).toBe(200);
  await desk.drainJobs();
  const list = await desk.request('GET', '/api/v1/receipts');
  const garbage = list.body.items.find((r) => (r['refusals'] as { code: string }[]).some((f) => f.code === 'fake.unreadable'));
  expect(garbage).toMatchObject({ state: 'quarantined', bytes: 9 });
  expect((await desk.request('POST', `/api/v1/receipts/${String(garbage?.['id'])}/replay`)).status).toBe(204);
});

test('a body beyond the limit is refused with 413', async () => {
  const response = await fetch(`${desk.url}/ingress/fake/${inboxId}/events`, {
    method: 'POST',
    headers: { 'x-fake-key': 'right' },
    body: Buffer.alloc(10 * 1024 * 1024, 65),
  });
  expect(response.status).toBe(413);
});

test('files at the provider are fetched after the message is there', async () => {
  channel.media.set('m1', { content: Buffer.from('the proof'), filename: '../bukti.txt', contentType: 'text/plain' });
  await post({
    key: 'media',
    events: [said({ who: 'hana', attachments: [{ filename: null, contentType: 'image/jpeg', media: { id: 'm1' } }] })],
  });
  await desk.drainJobs();
  const [ticket] = await ticketsOf('hana');
  const [message] = await messagesOf(ticket?.['id']);
  const [file] = (message?.['attachments'] ?? []) as { url: string }[];
  expect(file).toMatchObject({ filename: '_bukti.txt', contentType: 'text/plain', bytes: 9, state: 'stored' });
  const content = await fetch(`${desk.url}${file?.url ?? ''}`, { headers: { authorization: `Bearer ${desk.token}` } });
  expect(await content.text()).toBe('the proof');
  expect(content.headers.get('content-disposition')).toMatch(/^attachment;/);
});

test('edits keep the earlier wording, withdrawals leave a tombstone', async () => {
  await post({ key: 'e0', events: [said({ who: 'indah', externalId: 'edit-me', text: 'first' })] });
  const revised = (key: string, change: object) => ({ type: 'revision', key, at: '2026-03-02T09:00:00Z', externalId: 'edit-me', change });
  await post({ key: 'e1', events: [revised('e1', { kind: 'edited', text: 'second' })] });
  await desk.drainJobs();
  const [ticket] = await ticketsOf('indah');
  expect(await messagesOf(ticket?.['id'])).toMatchObject([{ text: 'second', details: { earlier: [{ text: 'first' }] } }]);
  expect(await ticketsOf('indah')).toMatchObject([{ preview: 'second' }]);
  await post({ key: 'e2', events: [revised('e2', { kind: 'withdrawn' })] });
  await desk.drainJobs();
  expect(await ticketsOf('indah')).toMatchObject([{ preview: '' }]);
  expect(await messagesOf(ticket?.['id'])).toMatchObject([{ text: '', details: { withdrawn: true } }]);
  // What was withdrawn stays so, whatever comes late.
  await post({ key: 'e3', events: [revised('e3', { kind: 'edited', text: 'third' })] });
  await desk.drainJobs();
  expect(await messagesOf(ticket?.['id'])).toMatchObject([{ text: '', details: { withdrawn: true } }]);
});

test('the last edit stands, in whatever order edits come', async () => {
  await post({ key: 'l0', events: [said({ who: 'laras', externalId: 'late-edit', text: 'first' })] });
  for (const [minute, text] of [
    [2, 'newest'],
    [1, 'older'],
  ] as const) {
    const change = { kind: 'edited', text };
    const at = `2026-03-02T09:0${minute}:00Z`;
    await post({ key: `l${minute}`, events: [{ type: 'revision', key: `l${minute}`, at, externalId: 'late-edit', change }] });
    await desk.drainJobs();
  }
  const [ticket] = await ticketsOf('laras');
  expect(await messagesOf(ticket?.['id'])).toMatchObject([{ text: 'newest' }]);
});

test('what is said behind something that must be tried again waits for it; others do not', async () => {
  await desk.pool.query(`
    create function not_now() returns trigger language plpgsql as $$ begin
      if new.text = 'one' then raise exception 'busy' using errcode = 'lock_not_available'; end if; return new; end $$`);
  await desk.pool.query('create trigger not_now before insert on message for each row execute function not_now()');
  await post({
    key: 'w',
    events: [said({ who: 'wati', text: 'one' }), said({ who: 'wayan', text: 'three' }), said({ who: 'wati', text: 'two' })],
  });
  await desk.drainJobs();
  expect(await messagesOf((await ticketsOf('wayan'))[0]?.['id'])).toMatchObject([{ text: 'three' }]);
  await desk.pool.query('drop trigger not_now on message');
  await desk.exhaustJobs();
  const tickets = await ticketsOf('wati');
  expect(tickets).toHaveLength(1);
  expect(await messagesOf(tickets[0]?.['id'])).toMatchObject([{ text: 'one' }, { text: 'two' }]);
});

test('reports of a call in any order make one message', async () => {
  const call = (key: string, over: object) => ({
    type: 'call', key, at: '2026-03-02T09:00:00Z', externalId: 'CA1', conversation: '+6281200000077', rank: 0, status: null, durationSeconds: null, voicemail: null,
    from: { kind: 'phone', scope: '', value: '+6281200000077', displayName: null, verified: false }, ...over,
  }); // biome-ignore format: one glance
  channel.media.set('rec', { content: Buffer.from('voice'), filename: null, contentType: 'audio/mpeg' });
  const voicemail = {
    recordingId: 'RE1',
    durationSeconds: 7,
    attachment: { filename: 'v.mp3', contentType: 'audio/mpeg', media: { id: 'rec' } },
  };
  await post({ key: 'c1', events: [call('c1', { rank: 100, status: 'completed', durationSeconds: 19 })] });
  await post({ key: 'c2', events: [call('c2', { rank: 20, voicemail })] });
  await post({ key: 'c3', events: [call('c3', { rank: 10, status: 'ringing' })] });
  await post({ key: 'c4', events: [call('c4', { rank: 20, voicemail })] });
  await desk.drainJobs();
  const contact = await desk.request('GET', `/api/v1/contacts?kind=phone&value=${encodeURIComponent('+62 812-0000-0077')}`);
  const tickets = await desk.request('GET', `/api/v1/tickets?contactId=${String(contact.body.items[0]?.['id'])}`);
  expect(tickets.body.items).toHaveLength(1);
  const messages = await messagesOf(tickets.body.items[0]?.['id']);
  expect(messages).toMatchObject([
    { kind: 'voicemail', details: { call: { status: 'completed', durationSeconds: 19 } }, attachments: [{ state: 'stored', bytes: 5 }] },
  ]);
});

test('a closed ticket stays closed; the next message opens a linked one', async () => {
  await post({ key: 'k0', events: [said({ who: 'joko' })] });
  await desk.drainJobs();
  const [ticket] = await ticketsOf('joko');
  await desk.request('PATCH', `/api/v1/tickets/${String(ticket?.['id'])}`, { body: { status: 'closed' } });
  await post({ key: 'k1', events: [said({ who: 'joko', text: 'again' })] });
  await desk.drainJobs();
  const tickets = await ticketsOf('joko');
  expect(tickets).toHaveLength(2);
  const follow = await desk.request('GET', `/api/v1/tickets/${String(tickets[0]?.['id'])}`);
  expect(follow.body['linkedTicketId']).toBe(ticket?.['id']);
});

test('what cannot be stored in an id or a detail is left out, and the words are kept', async () => {
  const event = said({ who: 'ka\u0000rtika', externalId: 'x\u0000y', details: { source: 'a\ud800', mime: '\u0000' } });
  await post({ key: 'nul\u0000', events: [event] });
  await desk.drainJobs();
  const [ticket] = await ticketsOf('kartika');
  expect(await messagesOf(ticket?.['id'])).toMatchObject([{ externalId: 'xy', details: { source: 'a\ufffd', mime: '' } }]);
});

test('two accounts that share a device are two customers', async () => {
  const device = { kind: 'visitor', scope: 'w', value: 'device-1' };
  const user = (value: string) => ({ kind: 'user', scope: 'shop', value, displayName: value, verified: true, also: [device] });
  await post({ key: 'd1', events: [said({ conversation: 'visitor:device-1', from: { ...device, displayName: null, verified: false } })] });
  await desk.drainJobs();
  await post({ key: 'd2', events: [said({ conversation: 'user:lina', from: user('lina') })] });
  await desk.drainJobs();
  await post({ key: 'd3', events: [said({ conversation: 'user:mira', from: user('mira') })] });
  await desk.drainJobs();
  const contact = async (kind: string, value: string) =>
    (await desk.request('GET', `/api/v1/contacts?kind=${kind}&value=${value}`)).body.items[0]?.['id'];
  expect(await contact('user', 'lina')).toBe(await contact('visitor', 'device-1'));
  expect(await contact('user', 'mira')).not.toBe(await contact('user', 'lina'));
});
