import type { HttpAnswer } from '../../platform/http-client/index.js';
import { ChannelError, objectOf, parsedJson, retryAfter, textOf } from '../contract/index.js';

/** Codes that pass by themselves (limits, full queues, congestion): https://www.twilio.com/docs/api/errors */
const PASSING: ReadonlySet<string> = new Set(['20429', '14107', '21611', '30001', '30017', '30022', '30023', '63018']);
/** Wrong credentials, an account that is not active, no permission: an administrator must mend the inbox. */
const LOCKED_OUT: ReadonlySet<string> = new Set(['20003', '20005', '20006']);

const TEXTS: ReadonlyMap<string, string> = new Map([
  ['20003', 'Twilio does not accept the account SID or auth token; check the inbox.'],
  ['20005', 'The Twilio account is not active; look into the Twilio console.'],
  ['20006', 'Twilio denies access to this account; check the inbox.'],
  ['21211', 'This is not a phone number that can receive messages.'],
  ['21214', 'This number cannot be reached.'],
  ['21217', 'This is not a phone number that can receive messages.'],
  ['21408', 'Messages to this country are switched off in the Twilio account.'],
  ['21602', 'The message has no text.'],
  ['21606', 'The inbox number cannot send messages.'],
  ['21608', 'A trial account can only write to numbers that were verified at Twilio.'],
  ['21610', 'The customer has opted out (STOP); Twilio sends nothing until they write START.'],
  ['21612', 'There is no route to this number.'],
  ['21614', 'This number cannot receive text messages.'],
  ['21617', 'The message is too long.'],
  ['21659', 'The inbox number does not belong to this Twilio account.'],
  ['30001', 'Too many messages were waiting at Twilio.'],
  ['30002', 'The Twilio account was suspended.'],
  ['30003', 'The phone cannot be reached just now.'],
  ['30004', 'The customer or the carrier blocked the message.'],
  ['30005', 'The number does not exist any more.'],
  ['30006', 'This is a landline or a carrier that takes no text messages.'],
  ['30007', 'The carrier filtered the message out.'],
  ['30008', 'The carrier did not deliver it and did not say why.'],
  ['30034', 'The inbox number is not registered for messages to the United States.'],
]);

/** For agents. @param code of Twilio, null when it gave none */
export function errorText(code: string | null): string {
  if (code === null) return 'The carrier did not deliver it.';
  return TEXTS.get(code) ?? `Twilio reports error ${code}.`;
}

/** What an answer other than 2xx means. Twilio's own message is not passed on: it quotes the customer's number. */
export function failureOf(answer: HttpAnswer): ChannelError {
  const number = textOf(objectOf(parsedJson(answer.body))['code']);
  const code = `twilio.${number ?? answer.status}`;
  if (answer.status === 401 || answer.status === 403 || (number !== null && LOCKED_OUT.has(number)))
    return new ChannelError(code, errorText(number ?? '20003'), { retry: 'after-reconnect' });
  if (answer.status === 429 || (number !== null && PASSING.has(number)))
    return new ChannelError(code, 'Twilio asks to wait.', { retry: 'later', retryAfterSeconds: retryAfter(answer) });
  // "Not idempotent": after a 500 the message may have left. https://www.twilio.com/docs/errors/20500
  if (answer.status >= 500)
    return new ChannelError(code, 'Twilio has a problem.', { retry: 'later', sent: 'maybe', retryAfterSeconds: retryAfter(answer) });
  return new ChannelError(code, errorText(number ?? String(answer.status)), { retry: 'never' });
}
