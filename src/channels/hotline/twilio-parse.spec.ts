import { assert, dictionary, property, string } from 'fast-check';
import type { CallReported, Inbox, MessageReceived, RawRequest } from '../contract/index.js';
import { parseTwilio } from './twilio-parse.js';
import { TwilioSettings } from './twilio-settings.js';

const ingressUrl = 'https://desk.example.com/ingress/hotline/1';
const settings = Object.assign(new TwilioSettings(), { phoneNumber: '+6221500000' });
const inbox: Inbox<TwilioSettings> = { id: '1', name: 'Hotline', language: 'id', settings, ingressUrl };
const RECEIVED = new Date('2026-03-02T09:00:00Z');
const CALLER = '+6281200000001';
const CALL = { CallSid: 'CA1', From: CALLER, To: '+6221500000', Direction: 'inbound' };
const RECORDING = { RecordingSid: 'RE1', RecordingUrl: 'https://api.twilio.com/r/RE1', RecordingDuration: '7' };

function parsed(path: string, fields: Record<string, string>, over: Partial<RawRequest> = {}) {
  const body = Buffer.from(new URLSearchParams(fields).toString());
  const url = `${ingressUrl}/${path}`;
  return parseTwilio({ method: 'POST', path, url, query: {}, headers: {}, body, receivedAt: RECEIVED, ...over }, inbox);
}

function call(path: string, fields: Record<string, string>, over: Partial<RawRequest> = {}): CallReported {
  const [event] = parsed(path, fields, over).events;
  if (event?.type !== 'call') throw new Error('no call came of it');
  return event;
}

function message(fields: Record<string, string>): MessageReceived {
  const [event] = parsed('sms', { MessageSid: 'SM1', From: CALLER, ...fields }).events;
  if (event?.type !== 'message') throw new Error('no message came of it');
  return event;
}

const refusalOf = (path: string, fields: Record<string, string>) => parsed(path, fields).refusals.map((r) => `${r.severity} ${r.code}`);

describe('calls', () => {
  test('every report alone is enough to know the call and its caller', () => {
    const query = { From: CALLER };
    const { CallSid } = CALL;
    const reports = [
      call('voice', { ...CALL, CallStatus: 'ringing' }),
      call('voice/status', { ...CALL, CallStatus: 'completed', CallDuration: '61' }),
      call('voice/recorded', { ...CALL, ...RECORDING }),
      call('voice/recording', { CallSid, ...RECORDING, RecordingStatus: 'completed' }, { query }),
    ];
    for (const report of reports) {
      expect(report).toMatchObject({
        externalId: 'CA1',
        conversation: CALLER,
        from: { kind: 'phone', scope: '', value: CALLER, verified: false },
      });
    }
  });

  test('seconds are CallDuration; Duration is minutes', () => {
    expect(call('voice/status', { ...CALL, CallStatus: 'completed', CallDuration: '61', Duration: '2' }).durationSeconds).toBe(61);
    expect(call('voice/status', { ...CALL, CallStatus: 'completed', Duration: '2' }).durationSeconds).toBeNull();
    expect(call('voice/status', { ...CALL, CallStatus: 'completed', CallDuration: 'soon' }).durationSeconds).toBeNull();
  });

  test('reports rank by state, then by sequence, so that a late one changes nothing', () => {
    const rank = (status: string, sequence = '0') => call('voice/status', { ...CALL, CallStatus: status, SequenceNumber: sequence }).rank;
    const ranks = [rank('ringing'), rank('ringing', '1'), rank('in-progress', '2'), rank('completed'), rank('busy', '3')];
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(rank('ringing', '9999')).toBeLessThan(rank('in-progress'));
    expect(call('voice/status', { ...CALL, CallStatus: 'constructor' })).toMatchObject({ status: null, rank: 0 });
  });

  test('a recording callback, which knows no state, never hides the state', () => {
    expect(call('voice/recording', { ...CALL, ...RECORDING })).toMatchObject({ status: null, rank: 0 });
  });

  test.each(['anonymous', 'Restricted', '+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', ''])(
    'callers without a number (%s) are never merged',
    (From) => {
      const [one, two] = [call('voice', { ...CALL, From }), call('voice', { ...CALL, From, CallSid: 'CA2' })];
      expect(one).toMatchObject({
        conversation: 'call:CA1',
        from: { kind: 'anonymous', scope: 'CA1', value: 'CA1', displayName: 'Anonymous caller' },
      });
      expect(two).toMatchObject({ conversation: 'call:CA2', from: { scope: 'CA2' } });
    },
  );

  test('a SIP caller is a stranger with a name', () => {
    expect(call('voice', { ...CALL, From: 'sip:budi@example.org' }).from).toMatchObject({
      kind: 'anonymous',
      displayName: 'sip:budi@example.org',
    });
  });

  test('calls of our own are not a customer’s', () => {
    expect(refusalOf('voice/status', { ...CALL, Direction: 'outbound-dial', CallStatus: 'completed' })).toEqual([
      'ignored twilio.outbound-call',
    ]);
  });
});

describe('voicemail', () => {
  test('action and callback name the same recording, as MP3', () => {
    const action = call('voice/recorded', { ...CALL, ...RECORDING, CallStatus: 'in-progress' });
    const callback = call('voice/recording', { ...CALL, ...RECORDING });
    expect(action.voicemail).toEqual(callback.voicemail);
    expect(action.voicemail).toMatchObject({
      recordingId: 'RE1',
      durationSeconds: 7,
      attachment: { contentType: 'audio/mpeg', media: { url: 'https://api.twilio.com/r/RE1.mp3', recordingSid: 'RE1' } },
    });
    expect(action.key).not.toBe(callback.key);
    expect(action.status).toBe('in-progress');
  });

  test('a caller who said nothing still called', () => {
    expect(call('voice/recorded', { ...CALL, CallStatus: 'completed', Digits: 'hangup' })).toMatchObject({
      status: 'completed',
      voicemail: null,
    });
    expect(refusalOf('voice/recording', { ...CALL, RecordingSid: 'RE1', RecordingStatus: 'absent' })).toEqual([
      'ignored twilio.no-recording',
    ]);
  });

  test('what cannot be filed is put before a person', () => {
    const { CallSid } = CALL;
    expect(refusalOf('voice/recording', { CallSid, ...RECORDING })).toEqual(['quarantine twilio.no-caller']);
    expect(refusalOf('voice/recording', { From: CALLER, ...RECORDING })).toEqual(['quarantine twilio.no-call']);
    expect(refusalOf('voice/recording', { ...CALL, RecordingSid: 'RE1' })).toEqual(['quarantine twilio.no-recording']);
    expect(refusalOf('voice/recording', { ...CALL, ...RECORDING, RecordingStatus: 'failed' })).toEqual([
      'quarantine twilio.recording-failed',
    ]);
  });
});

describe('text messages', () => {
  test('an empty one with pictures is a message', () => {
    const fields = {
      Body: '',
      NumMedia: '2',
      MediaUrl0: 'https://api.twilio.com/a',
      MediaContentType0: 'image/png',
      MediaUrl1: 'https://api.twilio.com/b',
    };
    expect(message(fields)).toMatchObject({
      text: '',
      attachments: [
        { contentType: 'image/png', media: { url: 'https://api.twilio.com/a' } },
        { contentType: null, media: { url: 'https://api.twilio.com/b' } },
      ],
    });
  });

  test('more pictures than Twilio sends are not looked for', () => {
    const urls = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`MediaUrl${i}`, 'https://api.twilio.com/a']));
    expect(message({ ...urls, NumMedia: '999999999' }).attachments).toHaveLength(10);
  });

  test.each([
    [{ Body: ' stop ' }, 'STOP'],
    [{ Body: 'UNSTOP' }, 'START'],
    [{ Body: 'Henti', OptOutType: 'STOP' }, 'STOP'],
    [{ Body: 'please stop my card' }, undefined],
    [{ Body: 'yes' }, undefined],
  ])('%j: opt-out %s', (fields, optOut) => {
    expect(message(fields).details['optOut']).toBe(optOut);
  });

  test('another medium of the same number, and what names nobody, is put before a person', () => {
    expect(refusalOf('sms', { MessageSid: 'SM1', From: `whatsapp:${CALLER}` })).toEqual(['quarantine twilio.other-channel']);
    expect(refusalOf('sms', { MessageSid: 'SM1' })).toEqual(['quarantine twilio.no-message']);
    expect(refusalOf('sms', { From: CALLER, Body: 'halo' })).toEqual(['quarantine twilio.no-message']);
  });

  test('PostgreSQL can store whatever was typed', () => {
    expect(message({ Body: 'a\u0000b 🙏' }).text).toBe('ab 🙏');
  });
});

describe('delivery reports', () => {
  test.each([
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s is %s', (MessageStatus, state) => {
    expect(parsed('sms/status', { MessageSid: 'SM1', MessageStatus }).events).toMatchObject([
      { type: 'delivery', state, of: { externalId: 'SM1' } },
    ]);
  });

  test('a failure says why', () => {
    const [event] = parsed('sms/status', { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30006' }).events;
    expect(event).toMatchObject({ fault: { code: 'twilio.30006', message: expect.stringContaining('landline') } });
  });

  test.each(['queued', 'sending', 'accepted', 'scheduled', '__proto__'])('%s is of no interest', (MessageStatus) => {
    expect(refusalOf('sms/status', { MessageSid: 'SM1', MessageStatus })).toEqual(['ignored twilio.other-status']);
  });
});

describe('answers', () => {
  test('are TwiML always: a caller would hear an error, a texter would be sent the words', () => {
    for (const path of ['voice', 'voice/status', 'voice/recorded', 'voice/recording', 'sms', 'sms/status', 'elsewhere']) {
      const { reply } = parsed(path, {});
      expect([path, reply?.status, reply?.contentType]).toEqual([path, 200, 'text/xml; charset=utf-8']);
      expect(reply?.body).toContain('<Response');
    }
    expect(parsed('sms', { MessageSid: 'SM1', From: CALLER }).reply?.body).toMatch(/<Response\/>$/);
  });

  test('the idempotency header, which nobody signed, makes no second receipt', () => {
    const again = parsed('voice', { ...CALL, CallStatus: 'ringing' }, { headers: { 'i-twilio-idempotency-token': 'another' } });
    expect(again.key).toBe(parsed('voice', { ...CALL, CallStatus: 'ringing' }).key);
  });

  test('a webhook may come as GET', () => {
    expect(call('voice', {}, { method: 'GET', query: { ...CALL, CallStatus: 'ringing' } })).toMatchObject({
      externalId: 'CA1',
      status: 'ringing',
    });
  });

  test('no form whatsoever makes the parser throw', () => {
    const names = [
      'CallSid',
      'MessageSid',
      'From',
      'Body',
      'CallStatus',
      'RecordingSid',
      'RecordingUrl',
      'Timestamp',
      'NumMedia',
      'SequenceNumber',
    ];
    const anyForm = dictionary(
      string({ maxLength: 3 }).map((s) => names[s.length * 3] ?? s),
      string({ unit: 'binary' }),
    );
    assert(
      property(anyForm, (fields) => {
        for (const path of ['voice', 'voice/recorded', 'voice/recording', 'sms', 'sms/status']) {
          const { events, refusals, reply } = parsed(path, fields);
          expect(events.length + refusals.length).toBe(1);
          expect(reply?.status).toBe(200);
        }
      }),
    );
  });
});
