import { ForgetDeliveries } from '../../../src/webhooks/forget-deliveries.js';
import { verified } from '../../kit/webhook-receiver.js';
import { WebhookRig } from './rig.js';

const rig = new WebhookRig();
const { receiver, other, clock } = rig;

beforeAll(() => rig.start());
afterAll(() => rig.stop());
afterEach(() => rig.clear());

describe('what fails', () => {
  test('comes again after a rising while with the same id and the same body', async () => {
    const { id, secret } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.next(500, (response) => response.destroy());
    await rig.openTicket();
    await rig.deliver();
    expect(await rig.log(id)).toMatchObject([{ state: 'waiting', attempts: 1, status: 500, tries: [{ answer: 'said 500' }] }]);
    await rig.deliver();
    expect(receiver.received).toHaveLength(1);
    clock.forward(0.2);
    await rig.deliver();
    expect(await rig.log(id)).toMatchObject([{ attempts: 2, status: null, fault: 'http.cut' }]);
    clock.forward(0.2);
    await rig.deliver();
    expect(receiver.received).toHaveLength(2);
    clock.forward(0.3);
    await rig.deliver();
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map((r) => r.id)).size).toBe(1);
    expect(new Set(receiver.received.map((r) => r.body)).size).toBe(1);
    for (const call of receiver.received) verified(call, secret);
    expect(await rig.log(id)).toMatchObject([{ state: 'delivered', attempts: 3, status: 204 }]);
    expect(await rig.show(id)).toMatchObject({ failures: 0, failingSince: null });
  });

  test('waits as long as the endpoint asks for', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    await rig.openTicket();
    await rig.deliver();
    clock.forward(59);
    await rig.deliver();
    expect(receiver.received).toHaveLength(1);
    clock.forward(2);
    await rig.deliver();
    expect(await rig.log(id)).toMatchObject([{ state: 'delivered' }]);
  });

  test('goes on waiting while others of the same endpoint are accepted', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    await rig.openTicket();
    receiver.next(500);
    await rig.deliver();
    clock.forward(0.2);
    receiver.next(500);
    await rig.deliver();
    const failing = async () => (await rig.log(id)).at(-1);
    const due = (await failing())?.['nextAttemptAt'];
    await rig.openTicket();
    await rig.deliver();
    expect(receiver.received).toHaveLength(3);
    expect(await failing()).toMatchObject({ state: 'waiting', attempts: 2, nextAttemptAt: due });
    expect(await rig.show(id)).toMatchObject({ failures: 0 });
  });

  test('waits as long as the endpoint asks for also when it was paused and works again', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => response.writeHead(503, { 'retry-after': '3600' }).end());
    await rig.openTicket();
    await rig.deliver();
    receiver.always(500);
    for (let i = 0; i < 5; i++) {
      await rig.openTicket();
      await rig.deliver();
    }
    expect(await rig.show(id)).toMatchObject({ pausedUntil: expect.any(String) });
    receiver.always(204);
    clock.forward(2);
    await rig.deliver();
    const states = async () => (await rig.log(id)).map((d) => d['state']);
    expect(await states()).toEqual([...Array.from({ length: 5 }, () => 'delivered'), 'waiting']);
    clock.forward(59);
    await rig.deliver();
    expect(await states()).not.toContain('waiting');
  });

  test('an endless answer is cut, and its status counts', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.next((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a')));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await rig.openTicket();
    await rig.deliver();
    const [entry] = await rig.log(id);
    expect(entry).toMatchObject({ state: 'delivered', status: 200 });
    const [attempt] = (entry?.['tries'] ?? []) as { answer: string }[];
    expect(attempt?.answer).toHaveLength(500);
  });

  test('five failures in a row pause the endpoint; single probes go out, and the first success lets everything flow', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    await rig.subscribe({ url: `${other.origin}/hook`, events: ['ticket.opened'] });
    receiver.always(503);
    for (let i = 0; i < 30; i++) await rig.openTicket();
    await rig.deliver();
    expect(other.received).toHaveLength(30);
    const before = receiver.received.length;
    expect(before).toBeGreaterThanOrEqual(5);
    expect(before).toBeLessThanOrEqual(8);
    expect(await rig.show(id)).toMatchObject({ enabled: true, pausedUntil: expect.any(String) });
    await rig.deliver();
    expect(receiver.received).toHaveLength(before);
    clock.forward(6);
    await rig.deliver();
    expect(receiver.received).toHaveLength(before + 1);
    receiver.always(204);
    clock.forward(16);
    await rig.deliver();
    expect((await rig.log(id, '?limit=200')).filter((d) => d['state'] !== 'delivered')).toEqual([]);
    expect(new Set(receiver.received.map((r) => r.id)).size).toBe(30);
  });

  test('when the endpoint works again, what had to wait for hours comes at once', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.always(500);
    await rig.openTicket();
    for (let i = 0; i < 7; i++) {
      await rig.deliver();
      clock.forward(26);
    }
    expect(await rig.log(id)).toMatchObject([{ state: 'waiting', attempts: 6 }]);
    receiver.always(204);
    const told = await rig.openTicket();
    await rig.deliver();
    expect(receiver.received.at(-1)?.payload.data['ticketId']).not.toBe(told);
    expect((await rig.log(id)).map((d) => d['state'])).toEqual(['delivered', 'delivered']);
  });

  test('after five days without a success it is switched off, and says why', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.always(500);
    await rig.openTicket();
    for (let hours = 0; hours < 5 * 24 + 12; hours += 3) {
      await rig.deliver();
      clock.forward(180);
    }
    await rig.openTicket();
    await rig.deliver();
    expect(await rig.show(id)).toMatchObject({ enabled: false, disabledReason: expect.stringContaining('http.status-500') });
    const calls = receiver.received.length;
    clock.forward(600);
    await rig.deliver();
    expect(receiver.received).toHaveLength(calls);
    receiver.always(204);
    expect((await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: true } })).body).toMatchObject({
      enabled: true,
      disabledReason: null,
      failures: 0,
    });
    await rig.openTicket();
    await rig.deliver();
    expect((await rig.log(id))[0]).toMatchObject({ state: 'delivered' });
  });

  test('410 switches it off at once', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    receiver.next(410);
    await rig.openTicket();
    await rig.deliver();
    expect(await rig.show(id)).toMatchObject({ enabled: false, disabledReason: expect.stringContaining('410') });
    expect(await rig.log(id)).toMatchObject([{ state: 'failed', status: 410 }]);
    await rig.openTicket();
    expect(await rig.jobs()).toBe(0);
  });
});

describe('the log', () => {
  test('has pages, a filter, and the body of each', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    for (let i = 0; i < 5; i++) await rig.openTicket();
    await rig.deliver();
    const first = await rig.desk.request('GET', `/api/v1/webhooks/${id}/deliveries?limit=3`);
    const second = await rig.desk.request('GET', `/api/v1/webhooks/${id}/deliveries?limit=3&cursor=${String(first.body['nextCursor'])}`);
    expect(new Set([...first.body.items, ...second.body.items].map((d) => d['id'])).size).toBe(5);
    expect(second.body['nextCursor']).toBeNull();
    expect(await rig.log(id, '?state=failed')).toEqual([]);
    const detail = await rig.desk.request('GET', `/api/v1/webhooks/${id}/deliveries/${String(first.body.items[0]?.['id'])}`);
    expect(receiver.received.map((r) => r.body)).toContain(detail.body['body']);
  });

  test('one can be replayed, and everything that failed since an instant', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    await rig.openTicket();
    await rig.deliver();
    const [delivered] = await rig.log(id);
    const path = `/api/v1/webhooks/${id}/deliveries/${String(delivered?.['id'])}/replay`;
    expect((await rig.desk.request('POST', path)).status).toBe(204);
    expect(await rig.desk.request('POST', path)).toMatchObject({ status: 409, body: { code: 'webhook.delivery-waiting' } });
    await rig.deliver();
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.id).toBe(receiver.received[1]?.id);
    receiver.next(410);
    const since = clock.now.toISOString();
    await rig.openTicket();
    await rig.deliver();
    await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: true } });
    const replay = (from: string) => rig.desk.request('POST', `/api/v1/webhooks/${id}/replay`, { body: { since: from } });
    expect((await replay(new Date(clock.now.getTime() + 1000).toISOString())).body).toEqual({ replayed: 0, more: false });
    expect((await replay(since)).body).toEqual({ replayed: 1, more: false });
    await rig.deliver();
    expect((await rig.log(id)).map((d) => d['state'])).toEqual(['delivered', 'delivered']);
  });

  test('the test button calls at once, also one that is switched off, and is logged', async () => {
    const { id, secret } = await rig.subscribe({ enabled: false });
    const good = await rig.desk.request('POST', `/api/v1/webhooks/${id}/test`);
    expect(good.body).toMatchObject({ ok: true, status: 204, fault: null });
    expect(receiver.types).toEqual(['webhook.test']);
    const [call] = receiver.received;
    if (call === undefined) throw new Error('nothing came');
    verified(call, secret);
    receiver.next(404);
    expect((await rig.desk.request('POST', `/api/v1/webhooks/${id}/test`)).body).toMatchObject({
      ok: false,
      status: 404,
      answer: 'said 404',
    });
    expect(await rig.log(id)).toMatchObject([
      { event: 'webhook.test', state: 'failed' },
      { event: 'webhook.test', state: 'delivered' },
    ]);
    expect(await rig.show(id)).toMatchObject({ failures: 0 });
  });

  test('what waited five days for a paused endpoint is given up, and all is forgotten after thirty days', async () => {
    const { id } = await rig.subscribe({ events: ['ticket.opened'] });
    await rig.openTicket();
    await rig.desk.drainJobs();
    await rig.desk.request('PATCH', `/api/v1/webhooks/${id}`, { body: { enabled: false } });
    clock.forward(5 * 24 * 60 + 1);
    await rig.desk.app.get(ForgetDeliveries).run();
    expect(await rig.log(id)).toMatchObject([{ state: 'failed', fault: 'webhook.given-up' }]);
    clock.forward(25 * 24 * 60);
    expect(await rig.desk.app.get(ForgetDeliveries).run()).toBe(1);
    expect(await rig.log(id)).toEqual([]);
  });
});
