import { randomBytes } from 'node:crypto';
import { type Fake, type FakeRequest, type FakeResponse, Ledger, type LedgerEntry } from './fake.js';

export interface TwilioAccount {
  readonly sid: string;
  readonly token: string;
  readonly number: string;
}

/** Twilio's REST API as far as a hotline needs it; parameters and bodies as in Twilio's OpenAPI (api/v2010). */
export class TwilioFake implements Fake {
  readonly name = 'twilio';
  readonly ledger = new Ledger();
  busy = false;
  voiceUrl = '';
  /** Told of every message taken, with where its status is wanted. */
  onSent: (entry: LedgerEntry, statusCallback: string) => void = () => undefined;
  private readonly recordings = new Map<string, Buffer>();

  constructor(private readonly account: TwilioAccount) {}

  record(content: Buffer): string {
    const sid = twilioSid('RE');
    this.recordings.set(sid, content);
    return sid;
  }

  async handle(request: FakeRequest): Promise<FakeResponse> {
    const expected = `Basic ${Buffer.from(`${this.account.sid}:${this.account.token}`).toString('base64')}`;
    if (request.headers['authorization'] !== expected) return failure(401, 20003, 'Authenticate');
    const root = `/2010-04-01/Accounts/${this.account.sid}`;
    if (!request.path.startsWith(root)) return failure(404, 20404, 'The requested resource was not found');
    const resource = request.path.slice(root.length);
    if (request.method === 'POST' && resource === '/Messages.json') return this.send(new URLSearchParams(request.body.toString()));
    if (resource === '/IncomingPhoneNumbers.json') return this.numbers(request.query.get('PhoneNumber'));
    const recording = /^\/Recordings\/(RE[0-9a-f]{32})\.mp3$/.exec(resource)?.[1];
    const content = recording === undefined ? undefined : this.recordings.get(recording);
    if (content !== undefined) return { status: 200, body: content, headers: { 'content-type': 'audio/mpeg' } };
    return failure(404, 20404, 'The requested resource was not found');
  }

  private send(form: URLSearchParams): FakeResponse {
    const [to, from, text] = ['To', 'From', 'Body'].map((name) => form.get(name) ?? '') as [string, string, string];
    if (this.busy) return { ...failure(429, 20429, 'Too Many Requests'), headers: { 'retry-after': '7' } };
    if (!/^\+[1-9]\d{5,14}$/.test(to)) return failure(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
    if (from !== this.account.number)
      return failure(400, 21606, `The 'From' phone number ${from} is not a valid, message-capable number for this destination.`);
    if (text === '') return failure(400, 21602, 'Message body is required.');
    if (text.length > 1600) return failure(400, 21617, 'The concatenated message body exceeds the 1600 character limit.');
    const sid = twilioSid('SM');
    const entry: LedgerEntry = { fake: this.name, externalId: sid, to, text, attachments: [], details: {} };
    this.ledger.add(entry);
    this.onSent(entry, form.get('StatusCallback') ?? '');
    const body = {
      sid,
      account_sid: this.account.sid,
      to,
      from,
      body: text,
      status: 'queued',
      num_segments: '1',
      num_media: '0',
      direction: 'outbound-api',
      api_version: '2010-04-01',
      error_code: null,
      error_message: null,
    };
    return { status: 201, body };
  }

  private numbers(wanted: string | null): FakeResponse {
    const own = { sid: `PN${'0'.repeat(32)}`, account_sid: this.account.sid, phone_number: this.account.number, voice_url: this.voiceUrl };
    return {
      status: 200,
      body: { incoming_phone_numbers: wanted === null || wanted === this.account.number ? [own] : [], page: 0, page_size: 50 },
    };
  }
}

export function twilioSid(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

function failure(status: number, code: number, message: string): FakeResponse {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}
