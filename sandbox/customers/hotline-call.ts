import { RECORDING_SECONDS } from '../fakes/twilio.js';
import { API_VERSION, rfc2822, twilioSid } from '../fakes/twilio-resources.js';
import { callWebhook, type Fields, isTaken } from '../fakes/twilio-signed.js';
import { type Verb, verbsOf } from '../fakes/twilio-twiml.js';
import type { Customer, InboxTarget, Utterance } from '../provider.js';
import { nameOf } from './deliver.js';

export interface CallOptions {
  /** The number is withheld: every call is a stranger's, whom nobody can answer. */
  readonly anonymous?: boolean;
  /** In which of the six orders the reports of the first call come; each further call takes the next. Default: the customer's index. */
  readonly seed?: number;
}

/**
 * Somebody who phones and leaves a message after the tone, following the TwiML the desk answers with. A call has no
 * words: its utterance is named by the CallSid, which the desk shows as `externalId`.
 */
export function phoneCall(target: InboxTarget, index: number, options: CallOptions = {}): Customer {
  const isAnonymous = options.anonymous === true;
  const address = isAnonymous ? 'anonymous' : phoneNumberOf(index);
  let order = options.seed ?? index;
  return {
    displayName: isAnonymous ? 'Anonymous caller' : nameOf(index),
    address,
    say: (): Utterance => {
      const call: Call = { target, from: address, sid: twilioSid('CA'), recording: twilioSid('RE'), order: order++, endedAt: rfc2822() };
      return { text: call.sid, deliver: () => play(call) };
    },
  };
}

export function phoneNumberOf(index: number): string {
  return `+6281300${String(index).padStart(6, '0')}`;
}

interface Call {
  readonly target: InboxTarget;
  readonly from: string;
  readonly sid: string;
  readonly recording: string;
  readonly order: number;
  readonly endedAt: string;
}

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/**
 * Ring, greeting, tone, message, goodbye, and the reports of it in any order. Played again it is the same call.
 * @returns whether the desk took everything and its TwiML could be followed to a hang-up
 */
async function play(call: Call): Promise<boolean> {
  const greeting = await twiml(call, call.target.webhookUrls['voice'] ?? '', { ...fieldsOf(call), CallStatus: 'ringing' });
  if (greeting === null) return false;
  const record = greeting.find((verb) => verb.name === 'Record' || verb.name === 'Hangup');
  if (record?.name !== 'Record') return ended(call);
  const steps = [() => recorded(call, record), () => recordingReady(call, record), () => ended(call)] as const;
  let everything = true;
  for (const step of ORDERS[call.order % ORDERS.length] ?? ORDERS[0]) everything = (await steps[step]()) && everything;
  return everything;
}

/** The caller pressed # or hung up; Twilio follows the action's TwiML, which must not record again: that would never end. */
async function recorded(call: Call, { attributes }: Verb): Promise<boolean> {
  const hungUp = call.order % 2 === 1;
  const verbs = await twiml(call, attributes['action'] ?? '', {
    ...fieldsOf(call),
    CallStatus: hungUp ? 'completed' : 'in-progress',
    Digits: hungUp ? 'hangup' : (attributes['finishOnKey'] ?? ''),
    ...recordingOf(call),
  });
  return verbs !== null && verbs.at(-1)?.name === 'Hangup' && verbs.every((verb) => verb.name !== 'Record' && verb.name !== 'Redirect');
}

/** As Twilio writes it: neither the numbers nor the state of the call are in it. */
function recordingReady(call: Call, { attributes }: Verb): Promise<boolean> {
  return isTaken(attributes['recordingStatusCallback'] ?? '', tokenOf(call), {
    AccountSid: String(call.target.settings['accountSid']),
    CallSid: call.sid,
    ErrorCode: '0',
    RecordingChannels: '1',
    RecordingSource: 'RecordVerb',
    RecordingStartTime: call.endedAt,
    RecordingStatus: 'completed',
    ...recordingOf(call),
  });
}

function ended(call: Call): Promise<boolean> {
  return isTaken(call.target.webhookUrls['voiceStatus'] ?? '', tokenOf(call), {
    ...fieldsOf(call),
    CallbackSource: 'call-progress-events',
    CallDuration: '19',
    CallStatus: 'completed',
    Duration: '1',
    SequenceNumber: '0',
    Timestamp: call.endedAt,
  });
}

/** What every webhook of a call says of it. */
export function fieldsOf({ target, from, sid }: Pick<Call, 'target' | 'from' | 'sid'>): Fields {
  const to = String(target.settings['phoneNumber']);
  return {
    AccountSid: String(target.settings['accountSid']),
    ApiVersion: API_VERSION,
    Called: to,
    Caller: from,
    CallSid: sid,
    Direction: 'inbound',
    From: from,
    FromCity: '',
    To: to,
  };
}

function recordingOf({ target: { settings }, recording }: Call): Fields {
  return {
    RecordingDuration: String(RECORDING_SECONDS),
    RecordingSid: recording,
    RecordingUrl: `${String(settings['apiBaseUrl'])}/${API_VERSION}/Accounts/${String(settings['accountSid'])}/Recordings/${recording}`,
  };
}

/** The verbs of the answer; null where the caller would hear Twilio's error message. */
async function twiml(call: Call, url: string, fields: Fields): Promise<readonly Verb[] | null> {
  const answer = await callWebhook(url, tokenOf(call), fields);
  if (answer === null || answer.status !== 200 || !/^(text|application)\/xml\b/.test(answer.contentType)) return null;
  try {
    return verbsOf(answer.text);
  } catch {
    return null;
  }
}

function tokenOf({ target }: Call): string {
  return String(target.settings['authToken']);
}
