import { phoneCall, sms } from '../../../sandbox/customers/hotline.js';
import type { CallReported } from '../../../src/channels/contract/index.js';
import { closed, listening, originOf, SID, TwilioRig } from './twilio-rig.js';

let rig: TwilioRig;

beforeEach(async () => {
  rig = await TwilioRig.start();
});

afterEach(() => rig.stop());

describe('customers', () => {
  test.each([0, 1, 2, 3, 4, 5])('a call follows our TwiML to its end, reports in order %i', async (seed) => {
    const caller = phoneCall(rig.target(), 1, { seed });
    const said = caller.say('');
    expect(await said.deliver()).toBe(true);
    const calls = rig.events as CallReported[];
    expect(calls.map((e) => [e.externalId, e.conversation])).toEqual(Array.from({ length: 4 }, () => [said.text, caller.address]));
    expect(new Set(calls.flatMap((e) => (e.voicemail === null ? [] : [e.voicemail.recordingId]))).size).toBe(1);
    expect(calls.find((e) => e.durationSeconds !== null)).toMatchObject({ status: 'completed', durationSeconds: 19 });
    const recorded = calls.find((e) => e.voicemail !== null)?.voicemail?.attachment;
    const handle = recorded !== undefined && 'media' in recorded ? recorded.media : {};
    const media = await rig.fetched(handle);
    expect(media).toMatchObject({ contentType: 'audio/mpeg' });
    expect(media?.content.subarray(0, 3).toString()).toBe('ID3');
  });

  test('a repeated delivery is the very same rig.requests', async () => {
    const said = phoneCall(rig.target(), 1).say('');
    await said.deliver();
    const first = rig.requests.splice(0);
    await said.deliver();
    expect(rig.requests).toEqual(first);
  });

  test('callers who withhold their number stay two, with every report of theirs', async () => {
    for (const index of [1, 3]) expect(await phoneCall(rig.target(), index, { anonymous: true }).say('').deliver()).toBe(true);
    expect(new Set((rig.events as CallReported[]).map((e) => e.conversation)).size).toBe(2);
    expect((rig.events as CallReported[]).every((e) => e.conversation === `call:${e.externalId}` && e.from.kind === 'anonymous')).toBe(
      true,
    );
  });

  test('without voicemail a call is a call', async () => {
    rig.inbox = rig.inboxWith({ voicemail: false });
    expect(await phoneCall(rig.target(), 1).say('').deliver()).toBe(true);
    expect((rig.events as CallReported[]).map((e) => [e.status, e.voicemail])).toEqual([
      ['ringing', null],
      ['completed', null],
    ]);
  });

  test('a forged call is refused', async () => {
    rig.inbox = rig.inboxWith({ authToken: 'f'.repeat(32) });
    expect(await phoneCall(rig.target(), 1).say('').deliver()).toBe(false);
    expect(rig.events).toEqual([]);
  });

  test('a picture is fetched from where Twilio redirects to', async () => {
    expect(await sms(rig.target(), 2).say('Lihat ini', { media: true }).deliver()).toBe(true);
    const [message] = rig.events;
    const picture = message?.type === 'message' ? message.attachments[0] : undefined;
    const media = await rig.fetched(picture !== undefined && 'media' in picture ? picture.media : {});
    expect(media).toMatchObject({ contentType: 'image/png' });
    expect(media?.content.subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('media', () => {
  test.each([
    'https://evil.example.com/a',
    'http://api.twilio.com/a',
    'https://api.twilio.com.example.org/a',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is not fetched', async (url) => {
    await expect(rig.fetched({ url: url })).rejects.toMatchObject({ code: 'twilio.bad-media-url', retry: 'never' });
  });

  test('a redirect to a host that is not listed is not followed', async () => {
    redirectTo('https://evil.example.com/a');
    await expect(rig.fetched({ url: `${rig.baseUrl}/a` })).rejects.toMatchObject({ code: 'twilio.http.bad-redirect' });
  });

  test('credentials stay behind when a store is redirected to', async () => {
    const seen: (string | undefined)[] = [];
    const store = await listening(async (request) => {
      seen.push(request.headers.authorization);
      return { status: 200, headers: { 'content-type': 'image/png' }, content: 'picture' };
    });
    await rig.reach(store);
    rig.inbox = rig.inboxWith({ mediaHosts: '127.0.0.1' });
    redirectTo(`${originOf(store)}/a`);
    expect((await rig.fetched({ url: `${rig.baseUrl}/a` }))?.content.toString()).toBe('picture');
    expect(seen).toEqual([undefined]);
    await closed(store);
  });

  test('a recording that is not there yet is asked for again, a huge one is given up', async () => {
    await expect(rig.fetched({ url: `${rig.baseUrl}/2010-04-01/Accounts/${SID}/Recordings/RE0.mp3` })).rejects.toMatchObject({
      retry: 'later',
    });
    rig.fake.handle = async () => ({ status: 200, body: Buffer.alloc(25 * 1024 * 1024 + 1) });
    await expect(rig.fetched({ url: `${rig.baseUrl}/a` })).rejects.toMatchObject({ code: 'twilio.http.too-large' });
  });

  function redirectTo(location: string): void {
    rig.fake.handle = async () => ({ status: 307, headers: { location } });
  }
});
