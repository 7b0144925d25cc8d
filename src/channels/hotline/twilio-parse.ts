import { contentKey, type Inbox, type Parsed, quarantine, type RawRequest, type Reply, total } from '../contract/index.js';
import { type Form, formOf, valueOf } from './twilio-form.js';
import type { Reading } from './twilio-reading.js';
import type { TwilioSettings } from './twilio-settings.js';
import { readSms, readSmsStatus } from './twilio-sms.js';
import { emptyTwiml, goodbyeTwiml, greetingTwiml } from './twilio-twiml.js';
import { readCall, readRecorded, readRecording } from './twilio-voice.js';

/**
 * Voice, recording and messaging webhooks: https://www.twilio.com/docs/usage/webhooks
 * The answer is TwiML even when the input could not be read: to anything else a caller hears an error message.
 */
export function parseTwilio(request: RawRequest, inbox: Inbox<TwilioSettings>): Parsed {
  const form = request.method === 'GET' ? request.query : formOf(request.body);
  const parsed = total('twilio', request, () => {
    const { key, outcome } = ours(read(request, form), form, inbox);
    return 'severity' in outcome ? { key, events: [], refusals: [outcome] } : { key, events: [outcome], refusals: [] };
  });
  return { ...parsed, reply: replyTo(request, form, inbox) };
}

function read(request: RawRequest, form: Form): Reading {
  switch (request.path) {
    case 'voice':
    case 'voice/status':
      return readCall(request, form);
    case 'voice/recorded':
      return readRecorded(request, form);
    case 'voice/recording':
      return readRecording(request, form);
    case 'sms':
      return readSms(request, form);
    case 'sms/status':
      return readSmsStatus(request, form);
    default:
      return {
        key: contentKey(request),
        outcome: quarantine('twilio.unknown-path', 'Twilio was given an address that is not one of this inbox.'),
      };
  }
}

/** A token signs for every number of its account, and a request may have been made for another one. */
function ours(reading: Reading, form: Form, { settings }: Inbox<TwilioSettings>): Reading {
  const account = valueOf(form, 'AccountSid');
  if (account !== null && settings.accountSid !== undefined && account.toLowerCase() !== settings.accountSid.toLowerCase())
    return { ...reading, outcome: quarantine('twilio.other-account', 'The event belongs to another Twilio account than this inbox.') };
  const isInbound = 'type' in reading.outcome && (reading.outcome.type === 'message' || reading.outcome.type === 'call');
  const to = valueOf(form, 'To');
  if (isInbound && to !== null && settings.phoneNumber !== undefined && to !== settings.phoneNumber)
    return { ...reading, outcome: quarantine('twilio.other-number', 'The event belongs to another phone number than this inbox.') };
  return reading;
}

function replyTo(request: RawRequest, form: Form, inbox: Inbox<TwilioSettings>): Reply {
  if (request.path === 'voice') return greetingTwiml(inbox, valueOf(form, 'From') ?? 'anonymous');
  return request.path === 'voice/recorded' ? goodbyeTwiml(inbox) : emptyTwiml;
}
