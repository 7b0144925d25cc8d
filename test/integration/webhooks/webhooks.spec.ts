import { systemActor } from '../../../src/kernel/actor.js';
import type { MessageId, TicketId } from '../../../src/kernel/id.js';
import type { Tx } from '../../../src/kernel/tx.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { verified } from '../../kit/webhook-receiver.js';
import { WebhookRig } from './rig.js';

const rig = new WebhookRig();
const { receiver, other, clock } = rig;

beforeAll(() => rig.start());
afterAll(() => rig.stop());
afterEach(() => rig.clear());

describe('what is told', () => {
  test('each event once, signed, with the ticket and the message as documented', async () => {
    const { secret, id } = await rig.subscribe();
    const ticketId = await rig.openTicket();
    await rig.deliver();
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
    expect(await rig.log(id)).toMatchObject([
      { state: 'delivered', attempts: 1, status: 204, fault: null, nextAttemptAt: null, tries: [{ status: 204 }] },
      { state: 'delivered' },
    ]);
  });

  test('an event that nobody subscribed to makes no job', async () => {
    await rig.openTicket();
    expect(await rig.jobs()).toBe(0);
    await rig.subscribe({ events: ['ticket.changed'] });
    const ticketId = await rig.openTicket();
    expect(await rig.jobs()).toBe(0);
    await rig.desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { priority: 'urgent' } });
    expect(await rig.jobs()).toBe(1);
    await rig.deliver();
    expect(receiver.received[0]?.payload.data['changes']).toEqual({ priority: { from: 'normal', to: 'urgent' } });
  });

  test('a webhook that is switched off or deleted is not told', async () => {
    const { id } = await rig.subscribe();
    await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: false } });
    await rig.openTicket();
    expect(await rig.jobs()).toBe(0);
    await rig.deliver();
    expect(receiver.received).toEqual([]);
  });

  test('only tickets for which its condition holds', async () => {
    await rig.subscribe({ events: ['ticket.opened'], condition: { field: 'category', operator: 'is', value: 'refund' } });
    await rig.openTicket({ category: 'general' });
    const refund = await rig.openTicket({ category: 'refund' });
    await rig.deliver();
    expect(receiver.received.map(({ payload }) => payload.data['ticketId'])).toEqual([refund]);
  });

  test('internal notes leave only when an administrator said so', async () => {
    const events = ['note.added', 'message.received'];
    expect(await rig.create({ events })).toMatchObject({ status: 422, body: { code: 'webhook.notes-left-out' } });
    await rig.subscribe({ events, includeNotes: true });
    await rig.subscribe({ url: `${other.origin}/hook`, events: ['message.received', 'message.changed'] });
    const ticketId = await rig.openTicket();
    const note = await rig.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'suspicious' } });
    // As when a file of the note arrives: an event about messages of any kind, here about a note.
    const data = { ticketId: ticketId as TicketId, messageId: String(note.body['id']) as MessageId };
    const changed = async (tx: Tx) => tx.emit({ name: 'message.changed', data });
    await rig.desk.app.get(UnitOfWork).run(systemActor('test'), changed);
    await rig.deliver();
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
    expect(await rig.create(over)).toMatchObject({ status, body: { code } });
  });

  test('the unknown event is named', async () => {
    const { body } = await rig.create({ events: ['ticket.exploded'] });
    expect(body).toMatchObject({ unknown: ['ticket.exploded'], offered: expect.arrayContaining(['ticket.opened']) });
  });

  test('a name that leads to this machine is not called, and the log says so', async () => {
    const { id } = await rig.subscribe({ url: 'https://localhost/hook', events: ['ticket.opened'] });
    await rig.openTicket();
    await rig.deliver();
    expect(await rig.log(id)).toMatchObject([{ state: 'waiting', status: null, fault: 'http.refused-address' }]);
  });

  test('a redirect is not followed', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => response.writeHead(302, { location: `${other.origin}/inner` }).end());
    await rig.openTicket();
    await rig.deliver();
    expect(other.received).toEqual([]);
    expect(await rig.log(id)).toMatchObject([{ state: 'waiting', status: 302, fault: 'http.status-302' }]);
  });

  test('one whose condition is no longer possible can still be switched off, but not on', async () => {
    const { id } = await rig.subscribe();
    await rig.desk.pool.query(`update webhook set condition = '{"field":"custom.gone","operator":"exists"}'`);
    const set = (enabled: boolean) => rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled, name: 'Off' } });
    expect(await set(false)).toMatchObject({ status: 200, body: { enabled: false, name: 'Off' } });
    expect(await set(true)).toMatchObject({ status: 422, body: { code: 'condition.invalid' } });
    expect((await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { condition: null } })).body['condition']).toBeNull();
    expect((await set(true)).status).toBe(200);
  });

  test('only administrators see or change webhooks', async () => {
    for (const role of ['supervisor', 'agent', 'auditor'] as const)
      expect((await rig.desk.request('GET', '/api/v1/webhooks', { token: await rig.desk.tokenFor(role) })).status).toBe(403);
  });

  test('a change on an old version', async () => {
    const { id } = await rig.subscribe();
    expect(await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { name: 'A', version: 1 } })).toMatchObject({ status: 200 });
    expect(await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { name: 'B', version: 1 } })).toMatchObject({
      status: 409,
      body: { code: 'webhook.version-conflict' },
    });
  });
});

describe('secrets', () => {
  test('shown once, sealed, and for a while two sign', async () => {
    const { id, secret } = await rig.subscribe({ events: ['ticket.opened'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(await rig.show(id))).not.toContain('whsec_');
    const stored = await rig.desk.pool.query<{ secrets: Buffer }>('select secrets from webhook');
    expect(stored.rows[0]?.secrets.includes(secret)).toBe(false);
    const rotated = await rig.desk.request('POST', `/api/v1/webhooks/${id}/rotate-secret`, { body: { overlapHours: 168 } });
    const next = String(rotated.body['secret']);
    expect(next).not.toBe(secret);
    await rig.openTicket();
    await rig.deliver();
    const [call] = receiver.received;
    expect(String(call?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    if (call === undefined) throw new Error('nothing came');
    expect(verified(call, secret)).toEqual(verified(call, next));
  });

  test('without an overlap the old one is worth nothing at once', async () => {
    const { id, secret } = await rig.subscribe({ events: ['ticket.opened'] });
    const rotated = await rig.desk.request('POST', `/api/v1/webhooks/${id}/rotate-secret`, { body: { overlapHours: 0 } });
    await rig.openTicket();
    await rig.deliver();
    const [call] = receiver.received;
    if (call === undefined) throw new Error('nothing came');
    expect(() => verified(call, secret)).toThrow('No matching signature');
    expect(verified(call, String(rotated.body['secret']))).toBeDefined();
  });

  test('creating with the same Idempotency-Key twice makes one webhook and tells its secret again', async () => {
    const body = { name: 'W', url: `${receiver.origin}/`, events: ['ticket.opened'] };
    const again = () => rig.desk.request('POST', '/api/v1/webhooks', { body, headers: { 'idempotency-key': 'once' } });
    const [first, second] = [await again(), await again()];
    expect(second.body).toEqual(first.body);
    expect((await rig.desk.pool.query("select from idempotency_key where response::text like '%whsec_%'")).rowCount).toBe(0);
  });
});
