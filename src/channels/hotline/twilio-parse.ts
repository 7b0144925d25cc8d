import { instantFromText } from '../../kernel/clock.js';
import { storableText } from '../../kernel/message.js';
import {
  type CallReported,
  type CallStatus,
  contentKey,
  type InboundAttachment,
  type InboundEvent,
  type Inbox,
  ignore,
  noThreadHints,
  type Parsed,
  quarantine,
  type RawRequest,
  type Refusal,
  type Reply,
  type Sender,
  total,
} from '../contract/index.js';
import { errorText } from './twilio-errors.js';
import { formOf, valueOf } from './twilio-form.js';
import type { TwilioSettings } from './twilio-settings.js';
import { emptyTwiml, goodbyeTwiml, greetingTwiml } from './twilio-twiml.js';

type Form = ReturnType<typeof formOf>;

interface Read {
  readonly key: string;
  readonly outcome: InboundEvent | Refusal;
  readonly reply: Reply;
}

/** Voice, recording and messaging webhooks: https://www.twilio.com/docs/voice/twiml and /docs/messaging/guides/webhook-request */
export function parseTwilio(request: RawRequest, inbox: Inbox<TwilioSettings>): Parsed {
  return total('twilio', request, () => {
    const form = request.method === 'GET' ? { ...request.query } : formOf(request.body);
    const { key, outcome, reply } = read(request, form, inbox);
    return 'severity' in outcome ? { key, events: [], refusals: [outcome], reply } : { key, events: [outcome], refusals: [], reply };
  });
}

function read(request: RawRequest, form: Form, inbox: Inbox<TwilioSettings>): Read {
  switch (request.path) {
    case 'voice':
      return callRead(request, form, { rank: 10, reply: greetingTwiml(inbox) });
    case 'voice/status':
      return callRead(request, form, { rank: 100, reply: emptyTwiml });
    case 'voice/recorded':
      return voicemailRead(request, form, goodbyeTwiml(inbox));
    case 'voice/recording':
      return voicemailRead(request, form, emptyTwiml);
    case 'sms':
      return smsRead(request, form);
    case 'sms/status':
      return statusRead(request, form);
    default:
      return {
        key: contentKey(request),
        outcome: quarantine('twilio.unknown-path', 'Twilio was given an address that is not one of this inbox.'),
        reply: emptyTwiml,
      };
  }
}

const STATUSES: Readonly<Record<string, CallStatus>> = {
  queued: 'ringing',
  initiated: 'ringing',
  ringing: 'ringing',
  'in-progress': 'in-progress',
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no-answer',
  canceled: 'canceled',
  failed: 'failed',
};

function callRead(request: RawRequest, form: Form, { rank, reply }: { readonly rank: number; readonly reply: Reply }): Read {
  const sid = valueOf(form, 'CallSid');
  if (sid === null) return { key: contentKey(request), outcome: quarantine('twilio.no-call', 'A voice webhook names no call.'), reply };
  const status = valueOf(form, 'CallStatus') ?? 'unknown';
  const sequence = Number(valueOf(form, 'SequenceNumber') ?? 0);
  const key = `call:${sid}:${status}:${sequence}:${request.path}`;
  const event = callOf(request, form, sid);
  // CallDuration is in seconds; Duration beside it is in minutes.
  const duration = valueOf(form, 'CallDuration');
  const outcome = {
    ...event,
    key,
    rank: rank + sequence,
    status: STATUSES[status] ?? null,
    durationSeconds: duration === null ? null : Number(duration),
  };
  return { key, outcome, reply };
}

/** The record action and the recording callback tell of the same recording; either may come first, or alone. */
function voicemailRead(request: RawRequest, form: Form, reply: Reply): Read {
  const sid = valueOf(form, 'CallSid');
  const recordingId = valueOf(form, 'RecordingSid');
  const url = valueOf(form, 'RecordingUrl');
  if (sid === null) return { key: contentKey(request), outcome: quarantine('twilio.no-call', 'A recording webhook names no call.'), reply };
  if (recordingId === null || url === null)
    return { key: contentKey(request), outcome: ignore('twilio.no-recording', 'The caller left no message.'), reply };
  const key = `recording:${recordingId}:${request.path}`;
  const seconds = Number(valueOf(form, 'RecordingDuration') ?? Number.NaN);
  const attachment: InboundAttachment = {
    filename: `voicemail-${recordingId}.mp3`,
    contentType: 'audio/mpeg',
    media: { url: `${url}.mp3` },
  };
  const voicemail = { recordingId, durationSeconds: Number.isFinite(seconds) ? seconds : null, attachment };
  return { key, outcome: { ...callOf(request, form, sid), key, rank: 20, voicemail }, reply };
}

function callOf(request: RawRequest, form: Form, sid: string): CallReported {
  const number = valueOf(form, 'From') ?? '';
  // Withheld numbers come as words or as placeholder digits; two such callers are two strangers.
  const isNumber = /^\+[1-9]\d{5,14}$/.test(number) && number !== '+266696687';
  const from: Sender = isNumber
    ? { kind: 'phone', scope: '', value: number, displayName: valueOf(form, 'CallerName'), verified: false }
    : { kind: 'anonymous-caller', scope: sid, value: sid, displayName: 'Anonymous caller', verified: false };
  const at = instantFromText(valueOf(form, 'Timestamp') ?? '') ?? request.receivedAt;
  return {
    type: 'call',
    key: '',
    at,
    externalId: sid,
    conversation: isNumber ? number : `call:${sid}`,
    from,
    rank: 0,
    status: null,
    durationSeconds: null,
    voicemail: null,
  };
}

function smsRead(request: RawRequest, form: Form): Read {
  const sid = valueOf(form, 'MessageSid') ?? valueOf(form, 'SmsSid');
  const from = valueOf(form, 'From');
  if (sid === null || from === null)
    return {
      key: contentKey(request),
      outcome: quarantine('twilio.no-message', 'A messaging webhook names no message or no sender.'),
      reply: emptyTwiml,
    };
  if (from.includes(':'))
    return {
      key: `sms:${sid}`,
      outcome: quarantine(
        'twilio.other-channel',
        'This number also receives another medium (such as WhatsApp), which has an inbox of its own.',
      ),
      reply: emptyTwiml,
    };
  const optOut = valueOf(form, 'OptOutType');
  const text = storableText(valueOf(form, 'Body') ?? '');
  const outcome: InboundEvent = {
    type: 'message',
    key: `sms:${sid}`,
    at: request.receivedAt,
    externalId: sid,
    conversation: from,
    from: { kind: 'phone', scope: '', value: from, displayName: null, verified: false },
    kind: 'text',
    subject: null,
    text,
    fullText: text,
    html: null,
    attachments: mediaOf(form),
    automatic: false,
    thread: noThreadHints,
    details: optOut === null ? {} : { optOut },
  };
  return { key: `sms:${sid}`, outcome, reply: emptyTwiml };
}

function mediaOf(form: Form): readonly InboundAttachment[] {
  const count = Math.min(Number(valueOf(form, 'NumMedia') ?? 0) || 0, 10);
  return Array.from({ length: count }, (_, index) => index).flatMap((index): InboundAttachment[] => {
    const url = valueOf(form, `MediaUrl${index}`);
    return url === null ? [] : [{ filename: null, contentType: valueOf(form, `MediaContentType${index}`), media: { url } }];
  });
}

const STATES: Readonly<Record<string, 'accepted' | 'delivered' | 'read' | 'failed'>> = {
  sent: 'accepted',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
};

function statusRead(request: RawRequest, form: Form): Read {
  const sid = valueOf(form, 'MessageSid') ?? valueOf(form, 'SmsSid');
  const status = valueOf(form, 'MessageStatus') ?? valueOf(form, 'SmsStatus') ?? '';
  const state = STATES[status];
  if (sid === null)
    return { key: contentKey(request), outcome: quarantine('twilio.no-message', 'A status names no message.'), reply: emptyTwiml };
  const key = `sms-status:${sid}:${status}`;
  if (state === undefined) return { key, outcome: ignore('twilio.other-status', 'An early status (queued, sending).'), reply: emptyTwiml };
  const code = valueOf(form, 'ErrorCode');
  const fault = state === 'failed' ? { code: `twilio.${code ?? status}`, message: errorText(code) } : null;
  return { key, outcome: { type: 'delivery', key, at: request.receivedAt, state, fault, of: { externalId: sid } }, reply: emptyTwiml };
}
