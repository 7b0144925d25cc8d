import { createHmac } from 'node:crypto';
import { TwilioFake, twilioSid } from '../fakes/twilio.js';
import type { Customer, InboxTarget, SandboxProvider, Utterance } from '../provider.js';
import { call, insist, nameOf } from './deliver.js';

const NUMBER = '+6221500000';

export const hotline: SandboxProvider = {
  channel: 'hotline',
  provider: 'twilio',
  start: async (context) => {
    const sid = `AC${Buffer.from(context.secret('twilio-account')).toString('hex').slice(0, 32)}`;
    const token = context.secret('twilio-token');
    const fake = new TwilioFake({ sid, token, number: NUMBER });
    context.serve(fake);
    fake.onSent = (entry, callback) => {
      const report = (status: string) =>
        posted(callback, token, {
          MessageSid: entry.externalId,
          SmsSid: entry.externalId,
          MessageStatus: status,
          SmsStatus: status,
          To: entry.to,
          From: NUMBER,
          AccountSid: sid,
          ApiVersion: '2010-04-01',
        });
      if (callback !== '') void insist(report('sent')).then(() => insist(report('delivered')));
    };
    return {
      inbox: {
        name: 'Hotline',
        language: 'en',
        settings: { phoneNumber: NUMBER, accountSid: sid, authToken: token, apiBaseUrl: `${context.httpUrl}/twilio` },
      },
      customer: (target, index) => (index % 2 === 0 ? texter(target, index) : caller(target, index, fake)),
      replies: () => fake.ledger.entries(),
      stop: async () => undefined,
    };
  },
};

/** Somebody who sends text messages. */
export function texter(target: InboxTarget, index: number): Customer {
  const address = numberOf(index);
  return {
    displayName: nameOf(index),
    address,
    say: (text): Utterance => {
      const sid = twilioSid('SM');
      const form = {
        MessageSid: sid,
        SmsSid: sid,
        SmsMessageSid: sid,
        SmsStatus: 'received',
        From: address,
        To: NUMBER,
        Body: text,
        NumMedia: '0',
        NumSegments: '1',
        FromState: '',
        ...common(target),
      };
      return { text, deliver: posted(target.webhookUrls['sms'] ?? '', tokenOf(target), form) };
    },
  };
}

/**
 * Somebody who phones and leaves a message after the tone, following the TwiML the desk answers with. A call has no
 * words: its utterance is named by the CallSid, which the desk shows as `externalId`.
 */
export function caller(target: InboxTarget, index: number, fake: TwilioFake): Customer {
  const address = numberOf(index);
  return {
    displayName: nameOf(index),
    address,
    say: (): Utterance => {
      const sid = twilioSid('CA');
      const recording = fake.record(beep());
      return { text: sid, deliver: () => playCall({ target, address, sid, recording, fake }) };
    },
  };
}

interface Call {
  readonly target: InboxTarget;
  readonly address: string;
  readonly sid: string;
  readonly recording: string;
  readonly fake: TwilioFake;
}

/** Ring, greeting, tone, message, goodbye; the callbacks come in no particular order, as with Twilio. */
async function playCall({ target, address, sid, recording, fake }: Call): Promise<boolean> {
  const voiceUrl = target.webhookUrls['voice'] ?? '';
  fake.voiceUrl = voiceUrl;
  const token = tokenOf(target);
  const form = { CallSid: sid, From: address, To: NUMBER, Caller: address, Called: NUMBER, Direction: 'inbound', ...common(target) };
  const greeting = await twiml(voiceUrl, token, { ...form, CallStatus: 'ringing' });
  if (greeting === null) return false;
  const record = /<Record\b[^>]*>/.exec(greeting)?.[0] ?? '';
  const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(record)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const recordingUrl = `${String(target.settings['apiBaseUrl'])}/2010-04-01/Accounts/${String(target.settings['accountSid'])}/Recordings/${recording}`;
  const recorded = { ...form, RecordingSid: recording, RecordingUrl: recordingUrl, RecordingDuration: '7' };
  const steps = [
    posted(attribute('action'), token, { ...recorded, CallStatus: 'in-progress', Digits: '#' }),
    posted(attribute('recordingStatusCallback'), token, {
      ...recorded,
      RecordingStatus: 'completed',
      RecordingChannels: '1',
      RecordingSource: 'RecordVerb',
    }),
    posted(target.webhookUrls['voiceStatus'] ?? '', token, {
      ...form,
      CallStatus: 'completed',
      CallDuration: '19',
      Duration: '1',
      SequenceNumber: '0',
      CallbackSource: 'call-progress-events',
    }),
  ];
  const shuffled = steps.toSorted(() => Math.random() - 0.5);
  let everything = true;
  for (const step of shuffled) everything = (await step()) && everything;
  return everything;
}

async function twiml(url: string, token: string, form: Record<string, string>): Promise<string | null> {
  const answer = await call(url, request(url, token, form));
  return answer !== null && answer.status === 200 && answer.text.includes('<Response>') ? answer.text : null;
}

function posted(url: string, token: string, form: Record<string, string>): () => Promise<boolean> {
  return async () => {
    const answer = await call(url, request(url, token, form));
    return answer !== null && answer.status >= 200 && answer.status < 300;
  };
}

/** The URL and every parameter in order of names, HMAC-SHA1 under the auth token. */
function request(url: string, token: string, form: Record<string, string>): RequestInit {
  const names = Object.keys(form).toSorted((a, b) => (a < b ? -1 : 1));
  const signed = url + names.map((name) => name + (form[name] ?? '')).join('');
  const signature = createHmac('sha1', token).update(signed, 'utf8').digest('base64');
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: new URLSearchParams(form).toString(),
  };
}

function common(target: InboxTarget): Record<string, string> {
  return { AccountSid: String(target.settings['accountSid']), ApiVersion: '2010-04-01' };
}

function tokenOf(target: InboxTarget): string {
  return String(target.settings['authToken']);
}

function numberOf(index: number): string {
  return `+6281300${String(index).padStart(6, '0')}`;
}

/** A little something that is bytes of its own in every call. */
function beep(): Buffer {
  return Buffer.concat([Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000'), Buffer.from(twilioSid('voice'))]);
}
