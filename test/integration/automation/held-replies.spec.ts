import { person } from '../../kit/people.js';
import { type Rig, rig } from './rig.js';

let r: Rig;

beforeAll(async () => {
  r = await rig();
});

afterAll(() => r.desk.stop());

const reply = (ticketId: string, body: object = {}) =>
  r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'reply', text: 'Kami cek', ...body } });
const cancel = (id: unknown) => r.desk.request('POST', `/api/v1/messages/${String(id)}/cancel`);
const message = async (id: unknown) => (await r.desk.request('GET', `/api/v1/messages/${String(id)}`)).body;
const draft = (ticketId: string) => r.desk.request('GET', `/api/v1/tickets/${ticketId}/draft`);
/** The span goes by, and the jobs planned for it run. */
const pass = async (minutes: number) => {
  r.clock.forward(minutes);
  await r.desk.exhaustJobs();
};
const waitsSince = async (ticketId: string) =>
  (await r.desk.pool.query('select waiting_since as since from ticket where id = $1', [ticketId])).rows[0]?.since as Date | null;
const inMinutes = (minutes: number) => new Date(r.clock.now.getTime() + minutes * 60_000).toISOString();

test('a reply that can be undone leaves after its span, and only then counts', async () => {
  const ticketId = await r.says('ayu');
  const held = await reply(ticketId, { undoSeconds: 10 });
  expect(held).toMatchObject({ status: 201, body: { seq: 0, delivery: { state: 'queued' }, sendAt: inMinutes(1 / 6) } });
  expect((await r.messages(ticketId)).at(-1)).toMatchObject({ id: held.body['id'], seq: 0, sendAt: expect.any(String) });
  // Run too early, as by a clock that jumped: it waits on.
  await r.desk.pool.query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'");
  await r.desk.drainJobs();
  expect(r.sent()).toEqual([]);
  expect(await r.ticket(ticketId)).toMatchObject({ status: 'new', firstRepliedAt: null, lastDirection: 'inbound' });
  expect(await waitsSince(ticketId)).not.toBeNull();
  await pass(1);
  expect(r.sent()).toEqual(['Kami cek']);
  expect(await message(held.body['id'])).toMatchObject({ seq: 2, sendAt: null, delivery: { state: 'accepted' }, author: { type: 'agent', name: 'The admin' } });
  expect(await r.ticket(ticketId)).toMatchObject({ status: 'open', firstRepliedAt: r.clock.now.toISOString() });
  expect(await waitsSince(ticketId)).toBeNull();
  expect(await r.messages(ticketId)).toHaveLength(2);
  expect(await cancel(held.body['id'])).toMatchObject({ status: 409, body: { code: 'message.already-sent' } });
}); // biome-ignore format: one glance

test('taken back, it never leaves, stops no wait, and is a draft again', async () => {
  const ticketId = await r.says('budi');
  const held = await reply(ticketId, { sendAt: inMinutes(60), text: 'too quick' });
  expect(held.body).toMatchObject({ sendAt: inMinutes(60) });
  const undone = await cancel(held.body['id']);
  expect(undone).toMatchObject({ status: 201, body: { id: held.body['id'], delivery: { state: 'cancelled' } } });
  expect((await cancel(held.body['id'])).body).toMatchObject({ delivery: { state: 'cancelled' } });
  await pass(120);
  expect(r.sent()).toEqual([]);
  expect(await r.messages(ticketId)).toHaveLength(1);
  expect(await message(held.body['id'])).toMatchObject({ delivery: { state: 'cancelled' } });
  expect(await waitsSince(ticketId)).not.toBeNull();
  expect((await draft(ticketId)).body).toMatchObject({ text: 'too quick', kind: 'reply' });
  const events = await r.desk.request('GET', `/api/v1/tickets/${ticketId}/events`);
  expect(events.body.items.at(-1)).toMatchObject({ name: 'reply.cancelled', data: { messageId: held.body['id'] } });
});

test('a conversation keeps the order in which replies left', async () => {
  const ticketId = await r.says('citra');
  const late = await reply(ticketId, { sendAt: inMinutes(30), text: 'late' });
  await reply(ticketId, { text: 'now' });
  await r.desk.drainJobs();
  expect(r.sent()).toEqual(['now']);
  await r.says('citra', 'customer');
  await pass(31);
  expect(r.sent()).toEqual(['late']);
  const said = await r.messages(ticketId);
  expect(said.map((m) => [m['seq'], m['text']])).toEqual([[1, 'My money has not arrived'], [2, 'now'], [3, 'customer'], [4, 'late']]);
  expect(said.at(-1)?.['id']).toBe(late.body['id']);
}); // biome-ignore format: one glance

test('sent or cancelled, never both, whichever comes first', async () => {
  for (let round = 0; round < 30; round++) {
    const ticketId = await r.says(`race${round}`);
    const held = await reply(ticketId, { undoSeconds: 5, text: `race ${round}` });
    r.clock.forward(1);
    const when = round % 3;
    const releasing = r.desk.exhaustJobs();
    if (when > 0) await Promise.race([releasing, r.desk.request('GET', '/health/live')]);
    const [undone] = await Promise.all([cancel(held.body['id']), releasing]);
    await r.desk.exhaustJobs();
    const wasSent = r.sent().includes(`race ${round}`);
    const inConversation = (await r.messages(ticketId)).some((m) => m['id'] === held.body['id']);
    expect({ undone: undone.status, inConversation }).toEqual({ undone: wasSent ? 409 : 201, inConversation: wasSent });
  }
});

test('two who release and one who cancels at the same instant: the row decides', async () => {
  const ticketId = await r.says('lock');
  const held = await reply(ticketId, { undoSeconds: 5, text: 'locked' });
  const id = String(held.body['id']);
  const client = await r.desk.pool.connect();
  await client.query('begin');
  await client.query('select 1 from held_reply where id = $1 for update', [id]);
  r.clock.forward(1);
  const cancelling = cancel(id); // waits for the row
  await client.query('select graphile_worker.add_job($1, $2::json)', ['release-reply', JSON.stringify({ messageId: id })]);
  await client.query('commit');
  client.release();
  expect((await cancelling).status).toBe(201);
  await r.desk.exhaustJobs();
  expect(r.sent()).toEqual([]);
});

test('a reply that cannot leave when its time comes says so, and can be made a draft again', async () => {
  const ticketId = await r.says('dewi');
  const held = await reply(ticketId, { sendAt: inMinutes(5), text: 'too late' });
  await r.desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { status: 'closed' } });
  await pass(6);
  expect(r.sent()).toEqual([]);
  expect((await r.messages(ticketId)).at(-1)).toMatchObject({ id: held.body['id'], delivery: { state: 'failed', error: { code: 'ticket.closed' } } });
  expect((await cancel(held.body['id'])).body).toMatchObject({ delivery: { state: 'cancelled' } });
  expect((await draft(ticketId)).body).toMatchObject({ text: 'too late' });
}); // biome-ignore format: one glance

test('whoever closes the ticket right after sending has sent it', async () => {
  const ticketId = await r.says('dian');
  await reply(ticketId, { undoSeconds: 10, text: 'bye' });
  await r.desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { status: 'closed' } });
  await pass(1);
  expect(r.sent()).toEqual(['bye']);
  expect(await r.ticket(ticketId)).toMatchObject({ status: 'closed', lastDirection: 'outbound' });
});

test('an inbox that was switched off meanwhile lets nothing out', async () => {
  const ticketId = await r.says('eka');
  const held = await reply(ticketId, { sendAt: inMinutes(5) });
  await r.desk.request('PATCH', `/api/v1/inboxes/${r.inboxId}`, { body: { enabled: false } });
  await pass(6);
  await r.desk.request('PATCH', `/api/v1/inboxes/${r.inboxId}`, { body: { enabled: true } });
  expect(await message(held.body['id'])).toMatchObject({ delivery: { state: 'failed', error: { code: 'reply.inbox-disabled' } } });
});

test.each([
  [{ sendAt: '2020-01-01T00:00:00Z' }, 422, 'reply.bad-send-at'],
  [{ sendAt: '2031-01-01T00:00:00Z' }, 422, 'reply.bad-send-at'],
  [{ undoSeconds: 61 }, 400, 'request.invalid'],
  [{ kind: 'note', undoSeconds: 5 }, 422, 'note.not-held'],
  [{ undoSeconds: 5, attachmentIds: ['01890000-0000-7000-8000-000000000000'] }, 422, 'attachment.unknown'],
])('%j is refused', async (body, status, code) => {
  const ticketId = await r.says('fitri');
  expect(await reply(ticketId, body)).toMatchObject({ status, body: { code } });
});

test('the customer wrote since: the reply is stopped, with what is new, unless it is meant so', async () => {
  const ticketId = await r.says('gita');
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'a colleague' } });
  expect((await reply(ticketId, { afterSeq: 1 })).status).toBe(201); // notes and colleagues do not make it stale
  await r.says('gita', 'one more thing');
  await r.says('gita', 'out of office', { automatic: true });
  await r.says('gita', 'and another');
  const stale = await reply(ticketId, { afterSeq: 3 });
  expect(stale).toMatchObject({ status: 409, body: { code: 'reply.stale', seqs: [4, 6], lastSeq: 6 } });
  expect((await reply(ticketId, { afterSeq: 3, undoSeconds: 5 })).body).toMatchObject({ code: 'reply.stale' });
  expect((await reply(ticketId, { afterSeq: 3, force: true })).status).toBe(201);
  expect((await reply(ticketId, { afterSeq: 7 })).status).toBe(201);
});

test('a draft is kept for each agent and ticket, and goes when it is sent', async () => {
  const ticketId = await r.says('hana');
  const put = (body: object, token?: string) =>
    r.desk.request('PUT', `/api/v1/tickets/${ticketId}/draft`, token === undefined ? { body } : { body, token });
  expect((await draft(ticketId)).status).toBe(404);
  expect(await put({ text: 'Halo', cc: ['boss@example.com'] })).toMatchObject({ status: 200, body: { kind: 'reply', text: 'Halo', cc: ['boss@example.com'], ticket: { id: ticketId } } });
  const other = await r.desk.tokenFor('agent');
  await put({ text: 'Another hand', kind: 'note' }, other);
  await put({ text: 'Halo Hana' });
  expect((await draft(ticketId)).body).toMatchObject({ text: 'Halo Hana', cc: [] });
  const list = await r.desk.request('GET', '/api/v1/drafts', { token: other });
  expect(list.body.items).toMatchObject([{ text: 'Another hand', kind: 'note', ticket: { id: ticketId } }]);
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'a note is not the reply' } });
  expect((await draft(ticketId)).status).toBe(200);
  await reply(ticketId, { text: 'Halo Hana' });
  expect((await draft(ticketId)).status).toBe(404);
  expect((await r.desk.request('GET', '/api/v1/drafts', { token: other })).body.items).toHaveLength(1);
  expect((await r.desk.request('DELETE', `/api/v1/tickets/${ticketId}/draft`, { token: other })).status).toBe(204);
  expect((await r.desk.request('GET', '/api/v1/drafts', { token: other })).body.items).toHaveLength(0);
}); // biome-ignore format: one glance

test('a draft begun after the reply was sent is not overwritten when that is taken back', async () => {
  const ticketId = await r.says('indah');
  const held = await reply(ticketId, { undoSeconds: 30, text: 'old' });
  await r.desk.request('PUT', `/api/v1/tickets/${ticketId}/draft`, { body: { text: 'new' } });
  await cancel(held.body['id']);
  expect((await draft(ticketId)).body).toMatchObject({ text: 'new' });
});

test('files of a reply that was taken back can be sent again', async () => {
  const ticketId = await r.says('joko');
  const form = new FormData();
  form.append('file', new Blob(['proof']), 'bukti.txt');
  const upload = await fetch(`${r.desk.url}/api/v1/attachments`, { method: 'POST', headers: { authorization: `Bearer ${r.desk.token}` }, body: form });
  const { id } = (await upload.json()) as { id: string };
  const held = await reply(ticketId, { undoSeconds: 30, attachmentIds: [id] });
  expect(held.body).toMatchObject({ attachments: [{ id, filename: 'bukti.txt' }] });
  await cancel(held.body['id']);
  expect((await draft(ticketId)).body).toMatchObject({ attachmentIds: [id] });
  const again = await reply(ticketId, { undoSeconds: 5, attachmentIds: [id] });
  await pass(1);
  expect(await message(again.body['id'])).toMatchObject({ seq: 2, attachments: [{ id }] });
  expect(r.channel.sent.at(-1)?.attachments).toMatchObject([{ id }]);
}); // biome-ignore format: one glance

test('a colleague cannot take it back; who leads or has the ticket can, and its author is told', async () => {
  const ticketId = await r.says('rahasia');
  const [author, colleague] = [await r.desk.tokenFor('agent'), await r.desk.tokenFor('agent')];
  const path = `/api/v1/tickets/${ticketId}/messages`;
  const body = { kind: 'reply', text: 'Later', sendAt: inMinutes(60) };
  const held = await r.desk.request('POST', path, { token: author, body });
  const take = (token: string) => r.desk.request('POST', `/api/v1/messages/${String(held.body['id'])}/cancel`, { token });
  expect(await take(colleague)).toMatchObject({ status: 403, body: { code: 'reply.not-yours' } });
  expect(await take(await r.desk.tokenFor('supervisor'))).toMatchObject({ body: { delivery: { state: 'cancelled' } } });
  await r.desk.drainJobs();
  const told = (token: string) => r.desk.request('GET', '/api/v1/notifications', { token });
  expect((await told(author)).body.items).toMatchObject([{ kind: 'reply-unsent', details: { state: 'cancelled' } }]);
  expect((await told(colleague)).body.items).toEqual([]);
});

test('merged into the ticket of another contact it is shown there, goes to nobody, and its author is told', async () => {
  const [from, to] = [await r.says('melati'), await r.says('mawar')];
  const token = await r.desk.tokenFor('agent');
  const body = { kind: 'reply', text: 'For Melati only', sendAt: inMinutes(60) };
  const held = await r.desk.request('POST', `/api/v1/tickets/${from}/messages`, { token, body });
  const merged = await r.desk.request('POST', `/api/v1/tickets/${from}/merge`, { body: { intoId: to, acrossContacts: true } });
  expect(merged.status).toBeLessThan(300);
  expect((await r.messages(to)).map((m) => m['id'])).toContain(held.body['id']);
  r.sent();
  await pass(61);
  expect(r.sent()).toEqual([]);
  expect(await message(held.body['id'])).toMatchObject({ delivery: { state: 'failed', error: { code: 'reply.other-contact' } } });
  const told = await r.desk.request('GET', '/api/v1/notifications', { token });
  expect(told.body.items).toMatchObject([{ kind: 'reply-unsent', details: { state: 'failed' } }]);
});

test('what was planned does not leave when the customer wrote since, unless it was to leave in any case', async () => {
  const ticketId = await r.says('fajar');
  const planned = await reply(ticketId, { text: 'Still waiting for you', sendAt: inMinutes(60), afterSeq: 1 });
  const forced = await reply(ticketId, { text: 'Happy holidays', sendAt: inMinutes(61), afterSeq: 1, force: true });
  await r.says('fajar', 'Here is the receipt');
  await pass(62);
  expect(r.sent()).toEqual(['Happy holidays']);
  expect(await message(planned.body['id'])).toMatchObject({ delivery: { state: 'failed', error: { code: 'reply.stale' } } });
  expect(await message(forced.body['id'])).toMatchObject({ delivery: { state: 'accepted' } });
  // Its words are not lost.
  expect((await cancel(planned.body['id'])).status).toBe(201);
  expect((await draft(ticketId)).body).toMatchObject({ text: 'Still waiting for you' });
});

test('what was planned by somebody who may not answer any more does not leave, and says why', async () => {
  const closed = await r.desk.request('POST', '/api/v1/teams', { body: { name: 'Fraud', visibility: 'members' } });
  const changes: readonly ((at: { readonly agent: string; readonly ticket: string }) => Promise<{ readonly status: number }>)[] = [
    ({ agent }) => r.desk.request('PATCH', `/api/v1/agents/${agent}`, { body: { enabled: false } }),
    ({ agent }) => r.desk.request('PATCH', `/api/v1/agents/${agent}`, { body: { role: 'auditor' } }),
    ({ ticket }) => r.desk.request('PATCH', `/api/v1/tickets/${ticket}`, { body: { teamId: closed.body['id'] } }),
  ];
  for (const [n, change] of changes.entries()) {
    const ticket = await r.says(`planned ${n}`);
    const { id: agent, token } = await person(r.desk);
    const body = { kind: 'reply', text: `Planned ${n}`, sendAt: inMinutes(60) };
    const held = await r.desk.request('POST', `/api/v1/tickets/${ticket}/messages`, { body, token });
    expect(held.status).toBe(201);
    expect((await change({ agent, ticket })).status).toBe(200);
    await pass(61);
    expect(r.sent()).not.toContain(body.text);
    expect(await message(held.body['id'])).toMatchObject({ delivery: { state: 'failed', error: { code: 'reply.author-gone' } } });
  }
});

test('who writes meanwhile in a ticket of two customers does not get what was written for the other', async () => {
  const [hers, his] = [await r.says('lestari'), await r.says('surya')];
  await r.desk.request('POST', `/api/v1/tickets/${hers}/merge`, { body: { intoId: his, acrossContacts: true } });
  r.clock.forward(1);
  await r.says('lestari', 'It is mine');
  await reply(his, { text: 'For Lestari only', undoSeconds: 10 });
  r.clock.forward(0.05);
  await r.says('surya', 'And mine?');
  const from = r.channel.sent.length;
  await pass(1);
  expect(r.channel.sent.slice(from)).toMatchObject([{ text: 'For Lestari only', conversation: 'lestari' }]);
});

test('a plan whose ticket was merged does not leave when the customer wrote since', async () => {
  const [from, into] = [await r.says('gunung'), await r.says('gunung-2')];
  await r.desk.pool.query('update ticket set contact_id = (select contact_id from ticket where id = $1) where id = $2', [from, into]);
  const planned = await reply(from, { text: 'Still waiting', sendAt: inMinutes(60), afterSeq: 1 });
  await r.desk.request('POST', `/api/v1/tickets/${from}/merge`, { body: { intoId: into } });
  r.clock.forward(5);
  await r.says('gunung', 'Solved, please cancel');
  r.sent();
  await pass(61);
  expect(r.sent()).toEqual([]);
  expect(await message(planned.body['id'])).toMatchObject({ delivery: { state: 'failed', error: { code: 'reply.stale' } } });
});
