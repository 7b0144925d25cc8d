import { contentKey, type InboundAttachment, ignore, noThreadHints, quarantine, type RawRequest } from '../contract/index.js';
import { errorText } from './twilio-errors.js';
import { countOf, type Form, sidOf, valueOf } from './twilio-form.js';
import type { Reading } from './twilio-reading.js';

/** Twilio takes at most ten files with a message. */
const MEDIA_MAX = 10;

/** A text or picture message: https://www.twilio.com/docs/messaging/guides/webhook-request */
export function readSms(request: RawRequest, form: Form): Reading {
  const sid = sidOf(form, 'MessageSid', 'SmsSid');
  const from = valueOf(form, 'From') ?? '';
  if (sid === null || from === '')
    return { key: contentKey(request), outcome: quarantine('twilio.no-message', 'A messaging webhook names no message or no sender.') };
  const key = `sms:${sid}`;
  if (from.includes(':'))
    return {
      key,
      outcome: quarantine(
        'twilio.other-channel',
        'This number also receives another medium (such as WhatsApp), which has an inbox of its own.',
      ),
    };
  const text = valueOf(form, 'Body') ?? '';
  const optOut = optOutOf(form, text);
  return {
    key,
    outcome: {
      type: 'message',
      key,
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
    },
  };
}

function mediaOf(form: Form): readonly InboundAttachment[] {
  const count = Math.min(countOf(form, 'NumMedia') ?? 0, MEDIA_MAX);
  return Array.from({ length: count }, (_, index) => index).flatMap((index): InboundAttachment[] => {
    const url = valueOf(form, `MediaUrl${index}`);
    const type = valueOf(form, `MediaContentType${index}`);
    return url === null ? [] : [{ filename: null, contentType: type, media: { url } }];
  });
}

/**
 * After STOP Twilio refuses every message to this number (error 21610) until START. `OptOutType` comes with Advanced
 * Opt-Out only; elsewhere the message is nothing but the word. YES and HELP are left out: customers say them to agents.
 */
function optOutOf(form: Form, text: string): string | null {
  const said = valueOf(form, 'OptOutType');
  if (said !== null) return said;
  const word = text.trim().toUpperCase();
  if (/^(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)$/.test(word)) return 'STOP';
  return /^(START|UNSTOP)$/.test(word) ? 'START' : null;
}

/** `queued`, `sending` and the like say nothing that the answer to our call did not; `canceled`: somebody did so at Twilio. */
const STATES: ReadonlyMap<string, 'accepted' | 'delivered' | 'read' | 'failed'> = new Map([
  ['sent', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

/** What became of a message of ours; callbacks arrive in any order. */
export function readSmsStatus(request: RawRequest, form: Form): Reading {
  const sid = sidOf(form, 'MessageSid', 'SmsSid');
  const status = valueOf(form, 'MessageStatus') ?? valueOf(form, 'SmsStatus') ?? 'unknown';
  if (sid === null) return { key: contentKey(request), outcome: quarantine('twilio.no-message', 'A status names no message.') };
  const key = `sms-status:${sid}:${status}`;
  const state = STATES.get(status);
  if (state === undefined) return { key, outcome: ignore('twilio.other-status', 'A status before the message left (queued, sending).') };
  const code = sidOf(form, 'ErrorCode');
  const fault = state === 'failed' ? { code: `twilio.${code ?? status}`, message: errorText(code) } : null;
  return { key, outcome: { type: 'delivery', key, at: request.receivedAt, state, fault, of: { externalId: sid } } };
}
