import { ForgetDeliveries } from '../../../src/webhooks/forget-deliveries.js';
import { Pump } from '../../../src/webhooks/index.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';
import { verified, WebhookReceiver } from '../../kit/webhook-receiver.js';

let desk: TestDesk;
let receiver: WebhookReceiver;
let other: WebhookReceiver;
const clock = new FakeClock();

beforeAll(async () => {
  receiver = await new WebhookReceiver().start();
  other = await new WebhookReceiver().start();
  desk = await testDesk({ channels: () => [], clock, privateOrigins: () => [receiver.origin, other.origin] });
});

afterAll(async () => {
  await desk.stop();
  await receiver.stop();
  await other.stop();
});

afterEach(async () => {
  const { body } = await desk.request('GET', '/api/v1/webhooks');
  for (const { id } of body.items) await desk.request('DELETE', `/api/v1/webhooks/${String(id)}`);
  receiver.forget();
  other.forget();
});

const create = async (over: object = {}) =>
  desk.request('POST', '/api/v1/webhooks', {
    body: { name: 'Warehouse', url: `${receiver.origin}/hook`, events: ['ticket.opened', 'message.received'], ...over },
  });

async function subscribe(over: object = {}): Promise<{ readonly id: string; readonly secret: string }> {
  const { status, body } = await create(over);
  expect(status).toBe(201);
  return { id: String(body['id']), secret: String(body['secret']) };
}

async function openTicket(over: object = {}): Promise<string> {
  const contact = { name: 'Ayu', identities: [{ kind: 'email', value: 'ayu@example.com' }] };
  const { body } = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'Refund', text: 'Where is it?', contact, ...over } });
  return String(body['id']);
}

/** Hands on what happened, and sends what is due. */
async function deliver(): Promise<void> {
  await desk.drainJobs();
  await desk.app.get(Pump).drain();
}

const show = async (id: string) => (await desk.request('GET', `/api/v1/webhooks/${id}`)).body;
const log = async (id: string, query = '') => (await desk.request('GET', `/api/v1/webhooks/${id}/deliveries${query}`)).body.items;
const jobs = async () => (await desk.pool.query("select from graphile_worker.jobs where task_identifier = 'webhook-event'")).rowCount;

describe('what is told', () => {
  test('each event once, signed, with the ticket and the message as documented', async () => {
    const { secret, id } = await subscribe();
    const ticketId = await openTicket();
    await deliver();
    expect([...receiver.types].toSorted()).toEqual(['message.received', 'ticket.opened']);
    for (const call of receiver.received) expect(verified(call, secret)).toEqual(call.payload);
    const said = receiver.received.find(({ payload }) => payload.type === 'message.received');
    expect(said?.payload.data).toMatchObject({
      ticketId,
      ticket: { id: ticketId, subject: 'Refund', priority: 'normal', statusCategory: 'new', contact: { name: 'Ayu' }, version: 1 },
      message: { seq: 1, direction: 'inbound', text: 'Where is it?', textCut: false, author: { type: 'contact', name: 'Ayu' } },
      actor: { type: 'token', name: 'The admin' },
    });
    expect(said?.payload.timestamp).toBe(clock.now.toISOString());
    expect(JSON.stringify(said?.payload)).not.toMatch(/scopes|tokenId|ayu@example\.com/);
    expect(await log(id)).toMatchObject([
      { state: 'delivered', attempts: 1, status: 204, fault: null, nextAttemptAt: null, tries: [{ status: 204 }] },
      { state: 'delivered' },
    ]);
  });

  test('an event that nobody subscribed to makes no job', async () => {
    await openTicket();
    expect(await jobs()).toBe(0);
    await subscribe({ events: ['ticket.changed'] });
    const ticketId = await openTicket();
    expect(await jobs()).toBe(0);
    await desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { priority: 'urgent' } });
    expect(await jobs()).toBe(1);
    await deliver();
    expect(receiver.received[0]?.payload.data['changes']).toEqual({ priority: { from: 'normal', to: 'urgent' } });
  });

  test('a webhook that is switched off or deleted is not told', async () => {
    const { id } = await subscribe();
    await desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: false } });
    await openTicket();
    expect(await jobs()).toBe(0);
    await deliver();
    expect(receiver.received).toEqual([]);
  });

  test('only tickets for which its condition holds', async () => {
    await subscribe({ events: ['ticket.opened'], condition: { field: 'category', operator: 'is', value: 'refund' } });
    await openTicket({ category: 'general' });
    const refund = await openTicket({ category: 'refund' });
    await deliver();
    expect(receiver.received.map(({ payload }) => payload.data['ticketId'])).toEqual([refund]);
  });

  test('internal notes leave only when an administrator said so', async () => {
    const events = ['note.added', 'message.received'];
    expect(await create({ events })).toMatchObject({ status: 422, body: { code: 'webhook.notes-left-out' } });
    await subscribe({ events, includeNotes: true });
    await subscribe({ url: `${other.origin}/hook`, events: ['message.received', 'message.changed'] });
    const ticketId = await openTicket();
    await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'suspicious' } });
    await deliver();
    expect([...receiver.types].toSorted()).toEqual(['message.received', 'note.added']);
    expect(other.types).toEqual(['message.received']);
  });
});

describe('what is refused', () => {
  test.each([
    [{ events: ['ticket.opened', 'ticket.exploded'] }, 422, 'webhook.unknown-event'],
    [{ events: ['attachment.pending'] }, 422, 'webhook.unknown-event'],
    [{ condition: { field: 'colour', operator: 'is', value: 'red' } }, 422, 'condition.invalid'],
    [{ url: 'ftp://example.com' }, 422, 'webhook.bad-url'],
    [{ url: 'https://user:word@example.com' }, 422, 'webhook.bad-url'],
    [{ url: 'http://example.com/hook' }, 422, 'webhook.url-insecure'],
    [{ url: 'https://127.0.0.1/hook' }, 422, 'webhook.url-not-public'],
    [{ url: 'https://[::ffff:169.254.169.254]/latest' }, 422, 'webhook.url-not-public'],
    [{ url: 'https://0x7f.1/' }, 422, 'webhook.url-not-public'],
  ])('%j', async (over, status, code) => {
    expect(await create(over)).toMatchObject({ status, body: { code } });
  });

  test('the unknown event is named', async () => {
    const { body } = await create({ events: ['ticket.exploded'] });
    expect(body).toMatchObject({ unknown: ['ticket.exploded'], offered: expect.arrayContaining(['ticket.opened']) });
  });

  test('a name that leads to this machine is not called, and the log says so', async () => {
    const { id } = await subscribe({ url: 'https://localhost/hook', events: ['ticket.opened'] });
    await openTicket();
    await deliver();
    expect(await log(id)).toMatchObject([{ state: 'waiting', status: null, fault: 'http.refused-address' }]);
  });

  test('a redirect is not followed', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => response.writeHead(302, { location: `${other.origin}/inner` }).end());
    await openTicket();
    await deliver();
    expect(other.received).toEqual([]);
    expect(await log(id)).toMatchObject([{ state: 'waiting', status: 302, fault: 'http.status-302' }]);
  });

  test('only administrators see or change webhooks', async () => {
    for (const role of ['supervisor', 'agent', 'auditor'] as const)
      expect((await desk.request('GET', '/api/v1/webhooks', { token: await desk.tokenFor(role) })).status).toBe(403);
  });

  test('a change on an old version', async () => {
    const { id } = await subscribe();
    expect(await desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { name: 'A', version: 1 } })).toMatchObject({ status: 200 });
    expect(await desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { name: 'B', version: 1 } })).toMatchObject({
      status: 409,
      body: { code: 'webhook.version-conflict' },
    });
  });
});

describe('secrets', () => {
  test('shown once, sealed, and for a while two sign', async () => {
    const { id, secret } = await subscribe({ events: ['ticket.opened'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(await show(id))).not.toContain('whsec_');
    const stored = await desk.pool.query<{ secrets: Buffer }>('select secrets from webhook');
    expect(stored.rows[0]?.secrets.includes(secret)).toBe(false);
    const rotated = await desk.request('POST', `/api/v1/webhooks/${id}/rotate-secret`, { body: { overlapHours: 168 } });
    const next = String(rotated.body['secret']);
    expect(next).not.toBe(secret);
    await openTicket();
    await deliver();
    const [call] = receiver.received;
    expect(String(call?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    if (call === undefined) throw new Error('nothing came');
    expect(verified(call, secret)).toEqual(verified(call, next));
  });

  test('without an overlap the old one is worth nothing at once', async () => {
    const { id, secret } = await subscribe({ events: ['ticket.opened'] });
    const rotated = await desk.request('POST', `/api/v1/webhooks/${id}/rotate-secret`, { body: { overlapHours: 0 } });
    await openTicket();
    await deliver();
    const [call] = receiver.received;
    if (call === undefined) throw new Error('nothing came');
    expect(() => verified(call, secret)).toThrow('No matching signature');
    expect(verified(call, String(rotated.body['secret']))).toBeDefined();
  });

  test('creating with the same Idempotency-Key twice makes one webhook and tells its secret again', async () => {
    const body = { name: 'W', url: `${receiver.origin}/`, events: ['ticket.opened'] };
    const again = () => desk.request('POST', '/api/v1/webhooks', { body, headers: { 'idempotency-key': 'once' } });
    const [first, second] = [await again(), await again()];
    expect(second.body).toEqual(first.body);
    expect((await desk.pool.query("select from idempotency_key where response::text like '%whsec_%'")).rowCount).toBe(0);
  });
});

describe('what fails', () => {
  test('comes again after a rising while with the same id and the same body', async () => {
    const { id, secret } = await subscribe({ events: ['ticket.opened'] });
    receiver.next(500, (response) => response.destroy());
    await openTicket();
    await deliver();
    expect(await log(id)).toMatchObject([{ state: 'waiting', attempts: 1, status: 500, tries: [{ answer: 'said 500' }] }]);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    clock.forward(0.2);
    await deliver();
    expect(await log(id)).toMatchObject([{ attempts: 2, status: null, fault: 'http.cut' }]);
    clock.forward(0.2);
    await deliver();
    expect(receiver.received).toHaveLength(2);
    clock.forward(0.3);
    await deliver();
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map((r) => r.id)).size).toBe(1);
    expect(new Set(receiver.received.map((r) => r.body)).size).toBe(1);
    for (const call of receiver.received) verified(call, secret);
    expect(await log(id)).toMatchObject([{ state: 'delivered', attempts: 3, status: 204 }]);
    expect(await show(id)).toMatchObject({ failures: 0, failingSince: null });
  });

  test('waits as long as the endpoint asks for', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    await openTicket();
    await deliver();
    clock.forward(59);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    clock.forward(2);
    await deliver();
    expect(await log(id)).toMatchObject([{ state: 'delivered' }]);
  });

  test('an endless answer is cut, and its status counts', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a')));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await openTicket();
    await deliver();
    const [entry] = await log(id);
    expect(entry).toMatchObject({ state: 'delivered', status: 200 });
    expect((entry?.['tries'] as { answer: string }[])[0]?.answer).toHaveLength(500);
  });

  test('five failures in a row pause the endpoint; single probes go out, and the first success lets everything flow', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    await subscribe({ url: `${other.origin}/hook`, events: ['ticket.opened'] });
    receiver.always(503);
    for (let i = 0; i < 30; i++) await openTicket();
    await deliver();
    expect(other.received).toHaveLength(30);
    const before = receiver.received.length;
    expect(before).toBeGreaterThanOrEqual(5);
    expect(before).toBeLessThanOrEqual(8);
    expect(await show(id)).toMatchObject({ enabled: true, pausedUntil: expect.any(String) });
    await deliver();
    expect(receiver.received).toHaveLength(before);
    clock.forward(6);
    await deliver();
    expect(receiver.received).toHaveLength(before + 1);
    receiver.always(204);
    clock.forward(16);
    await deliver();
    expect((await log(id, '?limit=200')).filter((d) => d['state'] !== 'delivered')).toEqual([]);
    expect(new Set(receiver.received.map((r) => r.id)).size).toBe(30);
  });

  test('after five days without a success it is switched off, and says why', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    receiver.always(500);
    await openTicket();
    for (let hours = 0; hours < 5 * 24 + 12; hours += 3) {
      await deliver();
      clock.forward(180);
    }
    await openTicket();
    await deliver();
    expect(await show(id)).toMatchObject({ enabled: false, disabledReason: expect.stringContaining('http.status-500') });
    const calls = receiver.received.length;
    clock.forward(600);
    await deliver();
    expect(receiver.received).toHaveLength(calls);
    receiver.always(204);
    expect((await desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: true } })).body).toMatchObject({
      enabled: true,
      disabledReason: null,
      failures: 0,
    });
    await openTicket();
    await deliver();
    expect((await log(id))[0]).toMatchObject({ state: 'delivered' });
  });

  test('410 switches it off at once', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    receiver.next(410);
    await openTicket();
    await deliver();
    expect(await show(id)).toMatchObject({ enabled: false, disabledReason: expect.stringContaining('410') });
    expect(await log(id)).toMatchObject([{ state: 'failed', status: 410 }]);
    await openTicket();
    expect(await jobs()).toBe(0);
  });
});

describe('the log', () => {
  test('has pages, a filter, and the body of each', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    for (let i = 0; i < 5; i++) await openTicket();
    await deliver();
    const first = await desk.request('GET', `/api/v1/webhooks/${id}/deliveries?limit=3`);
    const second = await desk.request('GET', `/api/v1/webhooks/${id}/deliveries?limit=3&cursor=${String(first.body['nextCursor'])}`);
    expect(new Set([...first.body.items, ...second.body.items].map((d) => d['id'])).size).toBe(5);
    expect(second.body['nextCursor']).toBeNull();
    expect(await log(id, '?state=failed')).toEqual([]);
    const detail = await desk.request('GET', `/api/v1/webhooks/${id}/deliveries/${String(first.body.items[0]?.['id'])}`);
    expect(receiver.received.map((r) => r.body)).toContain(detail.body['body']);
  });

  test('one can be replayed, and everything that failed since an instant', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    await openTicket();
    await deliver();
    const [delivered] = await log(id);
    const path = `/api/v1/webhooks/${id}/deliveries/${String(delivered?.['id'])}/replay`;
    expect((await desk.request('POST', path)).status).toBe(204);
    expect(await desk.request('POST', path)).toMatchObject({ status: 409, body: { code: 'webhook.delivery-waiting' } });
    await deliver();
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.id).toBe(receiver.received[1]?.id);
    receiver.next(410);
    const since = clock.now.toISOString();
    await openTicket();
    await deliver();
    await desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: true } });
    const replay = (from: string) => desk.request('POST', `/api/v1/webhooks/${id}/replay`, { body: { since: from } });
    expect((await replay(new Date(clock.now.getTime() + 1000).toISOString())).body).toEqual({ replayed: 0, more: false });
    expect((await replay(since)).body).toEqual({ replayed: 1, more: false });
    await deliver();
    expect((await log(id)).map((d) => d['state'])).toEqual(['delivered', 'delivered']);
  });

  test('the test button calls at once, also one that is switched off, and is logged', async () => {
    const { id, secret } = await subscribe({ enabled: false });
    const good = await desk.request('POST', `/api/v1/webhooks/${id}/test`);
    expect(good.body).toMatchObject({ ok: true, status: 204, fault: null });
    expect(receiver.types).toEqual(['webhook.test']);
    const [call] = receiver.received;
    if (call === undefined) throw new Error('nothing came');
    verified(call, secret);
    receiver.next(404);
    expect((await desk.request('POST', `/api/v1/webhooks/${id}/test`)).body).toMatchObject({ ok: false, status: 404, answer: 'said 404' });
    expect(await log(id)).toMatchObject([
      { event: 'webhook.test', state: 'failed' },
      { event: 'webhook.test', state: 'delivered' },
    ]);
    expect(await show(id)).toMatchObject({ failures: 0 });
  });

  test('what waited five days for a paused endpoint is given up, and all is forgotten after thirty days', async () => {
    const { id } = await subscribe({ events: ['ticket.opened'] });
    await openTicket();
    await desk.drainJobs();
    await desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: false } });
    clock.forward(5 * 24 * 60 + 1);
    await desk.app.get(ForgetDeliveries).run();
    expect(await log(id)).toMatchObject([{ state: 'failed', fault: 'webhook.given-up' }]);
    clock.forward(25 * 24 * 60);
    expect(await desk.app.get(ForgetDeliveries).run()).toBe(1);
    expect(await log(id)).toEqual([]);
  });
});
