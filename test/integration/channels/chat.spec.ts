import { randomUUID } from 'node:crypto';
import { linkPass, uploadPass } from '../../../src/channels/chat/passes.js';
import { ForgetUploads } from '../../../src/intake/forget-uploads.js';
import type { TestDesk } from '../../kit/test-desk.js';
import { Client } from '../realtime/rig.js';
import { agentFile, answer, Customer, chatDesk, chatInbox, type Frame, messagesOf, onlyTicket, PNG, put, SECRET } from './chat-rig.js';

let desk: TestDesk;
let inboxId: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  ({ desk, inboxId } = await chatDesk());
});
afterAll(() => desk.stop());
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

async function customer(auth: object = {}): Promise<Customer> {
  const made = await Customer.connect(desk.url, { inboxId, ...auth });
  open.push(made);
  await made.ask('resume', { afterSeq: 0 });
  return made;
}

async function agentAt(ticketId: unknown): Promise<Client> {
  const agent = await Client.connect(desk.url, { auth: { token: desk.token } });
  open.push(agent);
  expect(await agent.ask('watch', { ticketId })).toMatchObject({ ok: true });
  return agent;
}

const tokenOf = (who: Customer) => who.of('session')[0]?.['visitorToken'];

describe('files', () => {
  test('a picture of the customer becomes an attachment, and can be looked at again by a link', async () => {
    const ayu = await customer();
    const { status, body: file } = await ayu.upload(PNG, '../struk.exe');
    expect([status, file]).toEqual([
      201,
      { id: expect.any(String), filename: '.._struk.exe.png'.replace(/^\.+/, ''), contentType: 'image/png', bytes: PNG.length },
    ]);
    expect(await ayu.say('', { files: [file['id']] })).toEqual({ ok: true, duplicate: false });
    const ticket = await onlyTicket(desk);
    expect(ticket['subject']).toBe(file['filename']);
    expect(ticket['contact']).toMatchObject({ name: expect.stringMatching(/^Visitor [\dA-Za-z]{4}$/) }); // who told no name
    expect(await ayu.message((m) => m['direction'] === 'inbound')).toMatchObject({ text: '', files: [file] });
    const [message] = await messagesOf(desk, ticket['id']);
    expect(message?.['attachments']).toMatchObject([{ id: file['id'], contentType: 'image/png', state: 'stored', bytes: PNG.length }]);
    const url = await ayu.link(String(file['id']));
    const got = await fetch(url ?? '');
    expect([got.status, got.headers.get('content-disposition'), got.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringMatching(/^attachment; /),
      "default-src 'none'; sandbox",
    ]);
    expect(Buffer.from(await got.arrayBuffer()).equals(PNG)).toBe(true);
  });

  test('an agent’s file reaches the customer by a link that nobody can guess or keep', async () => {
    const ayu = await customer();
    await ayu.say('Mana kuitansinya?');
    const ticket = await onlyTicket(desk);
    const pdf = Buffer.from('%PDF-1.7 a receipt');
    const fileId = await agentFile(desk, pdf, 'kuitansi.pdf', 'application/pdf');
    await answer(desk, ticket['id'], 'Ini', [fileId]);
    expect(await ayu.message((m) => m['text'] === 'Ini')).toMatchObject({ files: [{ id: fileId, filename: 'kuitansi.pdf' }] });
    const url = (await ayu.link(fileId)) ?? '';
    expect(await (await fetch(url)).text()).toBe(pdf.toString());
    const inbox = { id: inboxId, settings: { identitySecret: SECRET } } as never;
    const old = url.replace(/pass=.*/, `pass=${linkPass(inbox, fileId, Date.now() - 61_000)}`);
    const others = url.replace(/pass=.*/, `pass=${linkPass(inbox, randomUUID(), Date.now())}`);
    expect([await statusOf(old), await statusOf(others), await statusOf(url.replace(/pass=.*/, 'pass=x.y'))]).toEqual([401, 401, 401]);
    // Who holds no part of this conversation is given no link.
    expect(await (await customer()).link(fileId)).toBeNull();
  });

  test('what is refused is refused by name: types, sizes, passes, other people’s files', async () => {
    const [ayu, budi] = [await customer(), await customer()];
    const html = Buffer.from('<html><script>alert(1)</script>');
    expect(await ayu.upload(html, 'photo.png')).toMatchObject({ status: 415, body: { code: 'chat.file-type' } });
    expect(await ayu.upload(Buffer.alloc(10 * 1024 * 1024 + 1), 'big.png')).toMatchObject({
      status: 413,
      body: { code: 'chat.file-too-large' },
    });
    const base = `${desk.url}/ingress/chat/${inboxId}/files?name=a.png&pass=`;
    expect(await put(`${base}nonsense`, PNG)).toMatchObject({ status: 401, body: { code: 'chat.bad-pass' } });
    const inbox = { id: inboxId, settings: { identitySecret: SECRET } } as never;
    expect(await put(base + uploadPass(inbox, 'visitor:x', Date.now() - 601_000), PNG)).toMatchObject({ status: 401 });
    expect(await put(base + linkPass(inbox, 'visitor:x', Date.now()), PNG)).toMatchObject({ status: 401 });
    expect(await put(`${desk.url}/ingress/chat/${randomUUID()}/files?pass=x`, PNG)).toMatchObject({ status: 404 });
    const { body } = await ayu.upload(PNG, 'a.png');
    expect(await budi.say('mine?', { files: [body['id']] })).toEqual({ ok: false, code: 'chat.unknown-file', retry: false });
    expect(await ayu.say('six', { files: Array.from({ length: 6 }, () => randomUUID()) })).toMatchObject({ code: 'chat.too-many-files' });
  });

  test('thirty files an hour, and what is not sent is dropped after a day', async () => {
    const ayu = await customer();
    const key = String(ayu.of('session')[0]?.['conversation']);
    const { body: file } = await ayu.upload(PNG, 'a.png');
    await desk.pool.query(
      `insert into attachment (id, inbox_id, uploaded_for, position, filename, content_type, bytes, state, created_at)
       select gen_random_uuid(), $1, $2, 0, 'x', 'image/png', 1, 'stored', now() from generate_series(1, 29)`,
      [inboxId, key],
    );
    expect(await ayu.upload(PNG, 'b.png')).toMatchObject({ status: 429, body: { code: 'chat.quota' } });
    await desk.pool.query("update attachment set created_at = now() - interval '25 hours' where uploaded_for = $1", [key]);
    await desk.app.get(ForgetUploads).run();
    expect((await desk.pool.query('select from attachment where uploaded_for = $1', [key])).rowCount).toBe(0);
    expect(await ayu.say('late', { files: [file['id']] })).toMatchObject({ ok: false, code: 'chat.unknown-file' });
  });

  test('only pages of allowed origins read the answers', async () => {
    const narrow = await chatInbox(desk, { allowedOrigins: 'https://shop.example.com' }, 'Narrow');
    const preflight = (id: string, origin: string) =>
      fetch(`${desk.url}/ingress/chat/${id}/files?pass=x`, { method: 'OPTIONS', headers: { origin } }).then((r) =>
        r.headers.get('access-control-allow-origin'),
      );
    expect([
      await preflight(narrow, 'https://shop.example.com'),
      await preflight(narrow, 'https://evil.example.com'),
      await preflight(inboxId, 'https://any.example.com'),
    ]).toEqual(['https://shop.example.com', null, 'https://any.example.com']);
  });
});

describe('attention', () => {
  test('the customer’s typing is told to the agents who have the ticket open', async () => {
    const ayu = await customer();
    await ayu.say('Halo');
    const { id: ticketId } = await onlyTicket(desk);
    const agent = await agentAt(ticketId);
    ayu.socket.emit('typing', { isTyping: true });
    expect(await agent.next('customer.typing')).toEqual({ ticketId, isTyping: true });
    agent.forget();
    ayu.socket.emit('typing', { isTyping: false });
    expect(await agent.next('customer.typing')).toEqual({ ticketId, isTyping: false });
  });

  test('the agent’s is told to the customer, and that what was written is seen', async () => {
    const ayu = await customer();
    await ayu.say('Halo lagi');
    const { id: ticketId } = await onlyTicket(desk);
    const { seq } = await ayu.message((m) => m['text'] === 'Halo lagi');
    const agent = await agentAt(ticketId);
    await agent.ask('attend', { ticketId, attention: 'viewing' });
    expect(await ayu.next('seen')).toEqual({ seq });
    expect(ayu.of('typing').every((f) => f['isTyping'] === false)).toBe(true);
    await agent.ask('attend', { ticketId, attention: 'replying' });
    await ayu.next('typing', (f) => f['isTyping'] === true);
    ayu.frames.length = 0;
    await agent.ask('attend', { ticketId, attention: null });
    expect(await ayu.next('typing')).toEqual({ isTyping: false });
    // A note is nothing that a customer is to wait for.
    await agent.ask('attend', { ticketId, attention: 'noting' });
    expect(ayu.of('typing').at(-1)).toEqual({ isTyping: false });
  });
});

describe('the conversation', () => {
  test('begins with its end, and goes back in pages', async () => {
    const ayu = await customer();
    for (let n = 1; n <= 7; n++) await ayu.say(`nomor ${n}`);
    await desk.drainJobs();
    await ayu.message((m) => m['text'] === 'nomor 7');
    const again = await Customer.connect(desk.url, { inboxId, visitorToken: tokenOf(ayu) });
    open.push(again);
    expect(await again.ask('resume', { last: 3 })).toEqual({ ok: true, earlier: true });
    await again.message((m) => m['text'] === 'nomor 7');
    expect(again.messages().map((m) => m['text'])).toEqual(['nomor 5', 'nomor 6', 'nomor 7']);
    const page = (beforeSeq: unknown, limit: number) => again.ask('history', { beforeSeq, limit });
    const { messages, earlier } = (await page(again.messages()[0]?.['seq'], 3)) as { messages: Frame[]; earlier: boolean };
    expect([messages.map((m) => m['text']), earlier]).toEqual([['nomor 2', 'nomor 3', 'nomor 4'], true]);
    expect(await page(messages[0]?.['seq'], 100)).toMatchObject({ messages: [{ text: 'nomor 1' }], earlier: false });
    expect(await page('x', 3)).toMatchObject({ ok: false, code: 'chat.malformed' });
  });

  test('an honest word about the waiting: what is usual, and nothing where nothing is known', async () => {
    const quiet = await chatInbox(desk, {}, 'Quiet');
    const ayu = await Customer.connect(desk.url, { inboxId: quiet });
    open.push(ayu);
    await ayu.ask('resume', { last: 10 });
    expect(await ayu.next('waiting')).toEqual({ usualMinutes: null, since: null, answerBy: null, ahead: null });
    await ayu.say('Ada orang?');
    await desk.drainJobs();
    expect(await ayu.next('waiting', (f) => f['since'] !== null)).toMatchObject({ usualMinutes: null, since: expect.any(String) });
    // What is usual is remembered for a minute: an inbox that nobody has asked about yet.
    const asked = await chatInbox(desk, {}, 'Asked');
    await desk.pool.query(`update ticket set inbox_id = $1, first_replied_at = created_at + interval '4 minutes' where inbox_id = $2`, [
      asked,
      inboxId,
    ]);
    const budi = await customer({ inboxId: asked });
    expect(await budi.next('waiting')).toMatchObject({ usualMinutes: 4, since: null });
  });

  test('people before a customer are those who wait: who was answered is none of them', async () => {
    const queued = await chatInbox(desk, {}, 'Queued');
    const team = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'Queue' } })).body['id']);
    const standing = async (name: string) => {
      const one = await Customer.connect(desk.url, { inboxId: queued });
      open.push(one);
      await one.ask('resume', { last: 10 });
      await one.say(`${name} waits`);
      await desk.drainJobs();
      await desk.pool.query('update ticket set team_id = $1 where inbox_id = $2', [team, queued]);
      return one;
    };
    await standing('first');
    await standing('second');
    const { rows } = await desk.pool.query<{ id: string }>('select id from ticket where inbox_id = $1 order by created_at limit 1', [
      queued,
    ]);
    await desk.request('POST', `/api/v1/tickets/${rows[0]?.id ?? ''}/messages`, { body: { kind: 'reply', text: 'Yes?' } });
    const third = await standing('third');
    const again = await Customer.connect(desk.url, { inboxId: queued, visitorToken: tokenOf(third) });
    open.push(again);
    await again.ask('resume', { last: 10 });
    expect(await again.next('waiting')).toMatchObject({ since: expect.any(String), ahead: 1 });
  });

  test('says who has the session, and what it may send', async () => {
    expect((await customer()).of('session')[0]).toMatchObject({
      inbox: { name: 'Kopi & Co', language: 'en' },
      limits: {
        textLength: 4000,
        files: 5,
        fileBytes: 10 * 1024 * 1024,
        fileTypes: expect.arrayContaining(['image/png', 'application/pdf']),
      },
    });
  });
});

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}
