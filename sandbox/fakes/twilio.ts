import { systemClock } from '../../src/kernel/clock.js';
import { insist } from '../customers/deliver.js';
import { type Fake, type FakeRequest, type FakeResponse, Ledger, type NextFault } from './fake.js';
import { silentMp3, tinyPng } from './twilio-media.js';
import {
  API_VERSION,
  accountResource,
  messageResource,
  type NumberWebhooks,
  numberResource,
  page,
  type StoredMessage,
  type TwilioAccount,
  twilioSid,
} from './twilio-resources.js';
import { isTaken } from './twilio-signed.js';

/** How long every caller speaks. */
export const RECORDING_SECONDS = 3;
/** Beyond it the oldest messages are forgotten, so that a long demo stays small. */
const MESSAGES_MAX = 10_000;
const RECORDINGS_MAX = 200;
const CARRIER_MS = 25;
const NUMBER = /^\+[1-9]\d{5,14}$/;
/** Twilio's own numbers for trying errors: https://www.twilio.com/docs/iam/test-credentials */
const MAGIC: ReadonlyMap<string, Objection> = new Map<string, Objection>([
  ['+15005550001', [21211, "Invalid 'To' Phone Number"]],
  ['+15005550002', [21612, "The 'To' phone number is not currently reachable via SMS"]],
  ['+15005550003', [21408, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"]],
  ['+15005550004', [21610, 'Attempt to send to unsubscribed recipient']],
  ['+15005550009', [21614, "'To' number is not a valid mobile number"]],
]);

interface Recording {
  readonly content: Buffer;
  readonly contentType: string;
}

type Objection = readonly [code: number, message: string];

/** Twilio's REST API as far as a hotline needs it, and the carrier behind it; shapes as in Twilio's OpenAPI (api/v2010). */
export class TwilioFake implements Fake {
  readonly name = 'twilio';
  readonly ledger = new Ledger();
  /** Answers every send with 429. */
  busy = false;
  failNext: NextFault = null;
  /** Status callbacks that nobody took, however often they were tried. */
  callbacksLost = 0;
  webhooks: NumberWebhooks = { voice: '', voiceStatus: '', sms: '' };
  private readonly messages = new Map<string, StoredMessage>();
  private readonly recordings = new Map<string, Recording>();
  private readonly pictures = new Map<string, Recording>();
  private stopped = false;

  constructor(private readonly account: TwilioAccount) {}

  /** What a caller said; all other recordings are of silence. */
  keepRecording(sid: string, recording: Recording): void {
    this.recordings.set(sid, recording);
    const [oldest] = this.recordings.keys();
    if (this.recordings.size > RECORDINGS_MAX && oldest !== undefined) this.recordings.delete(oldest);
  }

  /** Nobody is called back any more. */
  stop(): void {
    this.stopped = true;
  }

  async handle(request: FakeRequest): Promise<FakeResponse> {
    const cdn = /^\/cdn\/(ME[0-9a-f]{32})$/.exec(request.path)?.[1];
    const picture = this.pictures.get(cdn ?? '');
    if (picture !== undefined) return { status: 200, body: picture.content, headers: { 'content-type': picture.contentType } };
    if (cdn !== undefined) return { status: 200, body: tinyPng(cdn), headers: { 'content-type': 'image/png' } };
    const expected = `Basic ${Buffer.from(`${this.account.sid}:${this.account.token}`).toString('base64')}`;
    if (request.headers['authorization'] !== expected) return failure(401, 20003, 'Authenticate');
    const root = `/${API_VERSION}/Accounts/${this.account.sid}`;
    if (!request.path.startsWith(root)) return notFound(request);
    const resource = request.path.slice(root.length);
    if (request.method === 'GET') return this.get(request, resource);
    if (request.method === 'POST' && resource === '/Messages.json') return this.send(new URLSearchParams(request.body.toString('utf8')));
    return failure(405, 20004, 'Method not allowed');
  }

  /** A picture a customer sent; all others are of one pixel. */
  keepPicture(sid: string, picture: Recording): void {
    this.pictures.set(sid, picture);
    const [oldest] = this.pictures.keys();
    if (this.pictures.size > RECORDINGS_MAX && oldest !== undefined) this.pictures.delete(oldest);
  }

  private get(request: FakeRequest, resource: string): FakeResponse {
    if (resource === '.json') return { status: 200, body: accountResource(this.account) };
    if (resource === '/Messages.json') return this.list(request);
    if (resource === '/IncomingPhoneNumbers.json') return this.numbers(request);
    const message = this.messages.get(/^\/Messages\/(SM[0-9a-f]{32})\.json$/.exec(resource)?.[1] ?? '');
    if (message !== undefined) return { status: 200, body: messageResource(this.account, message) };
    const media = /^\/Messages\/MM[0-9a-f]{32}\/Media\/(ME[0-9a-f]{32})$/.exec(resource)?.[1];
    // Pictures lie at a store, whose URLs need no credentials.
    if (media !== undefined) return { status: 307, headers: { location: `${this.account.baseUrl}/cdn/${media}` } };
    const recording = /^\/Recordings\/(RE[0-9a-f]{32})\.mp3$/.exec(resource)?.[1];
    if (recording === undefined) return notFound(request);
    const kept = this.recordings.get(recording) ?? { content: silentMp3(recording, RECORDING_SECONDS), contentType: 'audio/mpeg' };
    return { status: 200, body: kept.content, headers: { 'content-type': kept.contentType } };
  }

  private send(form: URLSearchParams): FakeResponse {
    const [to, from, body] = [form.get('To') ?? '', form.get('From') ?? '', form.get('Body') ?? ''];
    const fault = this.busy ? 429 : this.failNext;
    this.failNext = null;
    if (fault === 500) return failure(500, 20500, 'An internal server error has occurred');
    if (fault === 429) return { ...failure(429, 20429, 'Too Many Requests'), headers: { 'retry-after': '7' } };
    const objection = this.objection({ to, from, body });
    if (objection !== undefined) return failure(400, ...objection);
    const now = systemClock.now();
    const statusCallback = form.get('StatusCallback') ?? '';
    const stored: StoredMessage = { sid: twilioSid('SM'), to, body, createdAt: now, updatedAt: now, statusCallback, status: 'queued' };
    this.messages.set(stored.sid, stored);
    const [oldest] = this.messages.keys();
    if (this.messages.size > MESSAGES_MAX && oldest !== undefined) this.messages.delete(oldest);
    this.ledger.add({ fake: this.name, externalId: stored.sid, to, text: body, attachments: [], details: { from, statusCallback } });
    // A carrier takes a moment; a callback that overtakes the answer is possible with Twilio too, but not the rule.
    setTimeout(() => void this.carry(stored), CARRIER_MS).unref();
    return { status: 201, body: messageResource(this.account, stored) };
  }

  private objection(sms: { readonly to: string; readonly from: string; readonly body: string }): Objection | undefined {
    if (sms.to === '') return [21604, "A 'To' phone number is required."];
    if (sms.from === '') return [21603, "A 'From' phone number is required."];
    if (!NUMBER.test(sms.to)) return [21211, `Invalid 'To' Phone Number: ${sms.to}`];
    if (sms.from !== this.account.number)
      return [21606, `The From phone number ${sms.from} is not a valid, message-capable Twilio phone number for your account.`];
    if (sms.body === '') return [21602, 'Message body is required.'];
    if (sms.body.length > 1600) return [21617, 'The concatenated message body exceeds the 1600 character limit.'];
    return MAGIC.get(sms.to);
  }

  /** Sent, then delivered; each told to the status callback until somebody takes it. */
  private async carry(message: StoredMessage): Promise<void> {
    for (const status of ['sent', 'delivered'] as const) {
      message.status = status;
      message.updatedAt = systemClock.now();
      if (message.statusCallback === '') continue;
      const fields = {
        AccountSid: this.account.sid,
        ApiVersion: API_VERSION,
        From: this.account.number,
        MessageSid: message.sid,
        MessageStatus: status,
        SmsSid: message.sid,
        SmsStatus: status,
        To: message.to,
      };
      const taken = await insist(async () => this.stopped || isTaken(message.statusCallback, this.account.token, fields));
      if (!taken) this.callbacksLost += 1;
    }
  }

  private list({ query, path }: FakeRequest): FakeResponse {
    const [to, from, size] = [query.get('To'), query.get('From'), Math.min(Number(query.get('PageSize') ?? 50) || 50, 1000)];
    const found = [...this.messages.values()].filter(
      (m) => (to === null || m.to === to) && (from === null || from === this.account.number),
    );
    const newest = found.toReversed().slice(0, size);
    const shown = newest.map((m) => messageResource(this.account, m));
    return { status: 200, body: page('messages', shown, { uri: path, size }) };
  }

  private numbers({ query, path }: FakeRequest): FakeResponse {
    // Twilio finds numbers that hold the digits asked for.
    const wanted = (query.get('PhoneNumber') ?? '').replaceAll(/\D/g, '');
    const shown = this.account.number.includes(wanted) ? [numberResource(this.account, this.webhooks)] : [];
    return { status: 200, body: page('incoming_phone_numbers', shown, { uri: path, size: 50 }) };
  }
}

function notFound({ path }: FakeRequest): FakeResponse {
  return failure(404, 20404, `The requested resource ${path} was not found`);
}

function failure(status: number, code: number, message: string): FakeResponse {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}
