import type { IncomingMessage } from 'node:http';
import type { ChannelError } from '../../../src/channels/contract/index.js';
import { until } from '../../kit/until.js';
import { CUSTOMER, NUMBER, TwilioRig } from './twilio-rig.js';

let rig: TwilioRig;

beforeEach(async () => {
  rig = await TwilioRig.start();
});

afterEach(() => rig.stop());

describe('sending', () => {
  test('the message is in the ledger, and its status comes back signed: sent, then delivered', async () => {
    const { externalIds } = await rig.send({ text: 'Kami cek dulu, 请稍等 🙏' });
    expect(rig.fake.ledger.entries()).toMatchObject([
      { externalId: externalIds[0], to: CUSTOMER, text: 'Kami cek dulu, 请稍等 🙏', details: { from: NUMBER } },
    ]);
    await until(() => rig.events.length === 2);
    const of = { externalId: externalIds[0] };
    expect(rig.events).toMatchObject([
      { type: 'delivery', state: 'accepted', of },
      { type: 'delivery', state: 'delivered', of },
    ]);
    expect(rig.fake.callbacksLost).toBe(0);
  });

  test('a long text goes out in parts of at most 1600 characters, in order', async () => {
    const text = 'Mohon tunggu sebentar. '.repeat(150).trim();
    const { externalIds } = await rig.send({ text });
    expect(rig.definition.adapter.partsOf?.({ text, attachments: [] })).toBe(externalIds.length);
    const entries = rig.fake.ledger.entries();
    expect(entries.length).toBeGreaterThan(2);
    expect(entries.map((e) => e.externalId)).toEqual(externalIds);
    expect(entries.every((e) => e.text.length <= 1600)).toBe(true);
    expect(entries.map((e) => e.text).join(' ')).toBe(text);
  });

  test('a wrong token waits for the administrator, and is not told to anybody', async () => {
    rig.inbox = rig.inboxWith({ authToken: 'f'.repeat(32) });
    const failure = await rig.send().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'twilio.20003', retry: 'after-reconnect', sent: 'no' });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('f'.repeat(32));
    expect(rig.fake.ledger.entries()).toEqual([]);
  });

  test('"too many" means later, at the time Twilio says', async () => {
    rig.fake.busy = true;
    await expect(rig.send()).rejects.toMatchObject({ code: 'twilio.20429', retry: 'later', sent: 'no', retryAfterSeconds: 7 });
  });

  test.each([
    ['+15005550001', 'twilio.21211'],
    ['+15005550004', 'twilio.21610'],
    ['+15005550009', 'twilio.21614'],
  ])('%s is refused for good', async (to, code) => {
    await expect(rig.send({}, to)).rejects.toMatchObject({ code, retry: 'never', sent: 'no' });
  });

  test('a number that is not ours cannot be written from', async () => {
    rig.inbox = rig.inboxWith({ phoneNumber: '+6221500001' });
    await expect(rig.send()).rejects.toMatchObject({ code: 'twilio.21606', retry: 'never' });
  });

  test('files, nothing at all, and nobody cannot be sent', async () => {
    const attachment = { id: '1', filename: 'a.png', contentType: 'image/png', bytes: 1, read: async () => Buffer.from('a') };
    await expect(rig.send({ attachments: [attachment] })).rejects.toMatchObject({ code: 'twilio.attachments-unsupported', retry: 'never' });
    await expect(rig.send({ text: ' \n' })).rejects.toMatchObject({ code: 'twilio.empty', retry: 'never' });
    const to = { kind: 'anonymous', scope: 'CA1', value: 'CA1', displayName: null };
    await expect(rig.send({ to })).rejects.toMatchObject({ code: 'twilio.no-number', retry: 'never' });
    expect(rig.fake.ledger.entries()).toEqual([]);
  });

  test('when the line breaks after the request left, nobody may repeat it', async () => {
    rig.vendor.removeAllListeners('request');
    rig.vendor.on('request', (request: IncomingMessage) => request.socket.destroy());
    await expect(rig.send()).rejects.toMatchObject({ code: 'twilio.http.cut', retry: 'later', sent: 'maybe' });
  });

  test('when the second part is refused, the next attempt begins with it', async () => {
    const { handle } = rig.fake;
    const text = `${'a '.repeat(790)}and on ${'b '.repeat(200)}`;
    let calls = 0;
    rig.fake.handle = async (request) => (calls++ === 0 ? handle.call(rig.fake, request) : { status: 429, body: { code: 20429 } });
    const refused = await rig.send({ text }).catch((error: unknown) => error as ChannelError);
    expect(refused).toMatchObject({ code: 'twilio.20429', retry: 'later', sent: 'no', message: expect.stringMatching(/^Part 2 of 2: /) });
    const { sentParts } = refused as ChannelError;
    rig.fake.handle = handle.bind(rig.fake);
    const { externalIds } = await rig.send({ text, sentParts });
    const entries = rig.fake.ledger.entries();
    expect(entries.map((e) => e.externalId)).toEqual(externalIds);
    expect(entries.map((e) => e.text.replaceAll(' ', '')).join('')).toBe(text.replaceAll(' ', ''));
  });
});

describe('health', () => {
  const health = () => rig.definition.adapter.health(rig.inbox);

  test('says where Twilio must call, until it does', async () => {
    expect(await health()).toMatchObject({ ok: false, message: expect.stringContaining(`${rig.inbox.ingressUrl}/voice`) });
    rig.fake.webhooks = { voice: `${rig.inbox.ingressUrl}/voice`, voiceStatus: '', sms: '' };
    expect(await health()).toMatchObject({ ok: true, message: expect.stringContaining(`${rig.inbox.ingressUrl}/sms`) });
    rig.fake.webhooks = { ...rig.fake.webhooks, sms: `${rig.inbox.ingressUrl}/sms` };
    expect(await health()).toEqual({ ok: true, message: `${NUMBER} is connected.` });
  });

  test('knows a foreign number, a wrong token, and a Twilio that is away', async () => {
    rig.inbox = rig.inboxWith({ phoneNumber: '+6221500' });
    expect(await health()).toMatchObject({ ok: false, message: expect.stringContaining('does not belong') });
    rig.inbox = rig.inboxWith({ authToken: 'f'.repeat(32) });
    expect(await health()).toMatchObject({ ok: false, message: expect.stringContaining('auth token') });
    rig.inbox = rig.inboxWith({ apiBaseUrl: 'http://127.0.0.1:9' });
    expect(await health()).toMatchObject({ ok: false });
  });

  test('knows a suspended account', async () => {
    rig.fake.handle = async () => ({ status: 200, body: { status: 'suspended' } });
    expect(await health()).toMatchObject({ ok: false, message: expect.stringContaining('suspended') });
  });
});
