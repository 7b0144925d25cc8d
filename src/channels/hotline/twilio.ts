import type { HttpAnswer } from '../../platform/http-client/index.js';
import {
  answered,
  type ChannelAdapter,
  type ChannelDefinition,
  type ChannelDeps,
  ChannelError,
  defineChannel,
  type Health,
  type Inbox,
  liesAt,
  listOf,
  type Media,
  type MediaHandle,
  type OutboundMessage,
  objectOf,
  type Parsed,
  parsedJson,
  type RawRequest,
  retryAfter,
  type Sent,
  sendParts,
  splitText,
  textOf,
  type Verdict,
} from '../contract/index.js';
import { errorText, PASSING } from './twilio-errors.js';
import { parseTwilio } from './twilio-parse.js';
import { TwilioSettings } from './twilio-settings.js';
import { verifyTwilio } from './twilio-signature.js';

const TEXT_MAX = 1600;
const MEDIA_MAX = 25 * 1024 * 1024;
/** Twilio answers with redirects to its stores. */
const MEDIA_HOSTS = ['twilio.com', 'twiliocdn.com', 'amazonaws.com'];

/** A phone number at Twilio: voice and text messages. https://www.twilio.com/docs/usage/api */
export function hotlineTwilio(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<TwilioSettings>({
    channel: 'hotline',
    provider: 'twilio',
    settings: TwilioSettings,
    adapter: new TwilioAdapter(deps),
    webhooks: [
      { purpose: 'voice', path: 'voice' },
      { purpose: 'voiceStatus', path: 'voice/status' },
      { purpose: 'sms', path: 'sms' },
    ],
    keptHeaders: [],
    reach: { kinds: ['phone'], keyFor: (value) => value },
  });
}

class TwilioAdapter implements ChannelAdapter<TwilioSettings> {
  readonly capabilities = {
    displayName: 'Phone (Twilio)',
    icon: 'phone',
    inbound: 'push',
    html: false,
    maxAttachmentBytes: 0,
    maxTextLength: TEXT_MAX,
    receipts: 'delivered',
    replyWindowHours: null,
    idempotentSend: false,
  } as const;

  constructor(private readonly deps: ChannelDeps) {}

  verify(request: RawRequest, { settings }: Inbox<TwilioSettings>): Verdict {
    const tokens = [settings.authToken, settings.previousAuthToken].filter((token): token is string => token !== undefined && token !== '');
    return verifyTwilio(request, tokens);
  }

  parse(request: RawRequest, inbox: Inbox<TwilioSettings>): Parsed {
    return parseTwilio(request, inbox);
  }

  /** As a text message: to a caller as well, whose number is the conversation. */
  async send(message: OutboundMessage, inbox: Inbox<TwilioSettings>): Promise<Sent> {
    const to = message.to.value;
    if (message.to.kind !== 'phone')
      throw new ChannelError('twilio.no-number', 'The caller withheld the number; there is nobody to answer.', { retry: 'never' });
    if (message.attachments.length > 0)
      throw new ChannelError('twilio.attachments-unsupported', 'Text messages carry no files.', { retry: 'never' });
    return sendParts(
      'twilio',
      (message.text === '' ? [] : splitText(message.text, TEXT_MAX)).map((body) => () => this.text(inbox, to, body)),
    );
  }

  async fetchMedia(handle: MediaHandle, { settings }: Inbox<TwilioSettings>): Promise<Media> {
    const url = String(handle['url']);
    if (!liesAt(url, settings.apiBaseUrl, MEDIA_HOSTS))
      throw new ChannelError('twilio.bad-media-url', 'The file does not lie at Twilio.', { retry: 'never' });
    const answer = await answered('twilio', () =>
      this.deps.http.call({
        method: 'GET',
        url,
        headers: { authorization: basic(settings) },
        maxBytes: MEDIA_MAX,
        timeoutMs: 60_000,
        redirectHosts: MEDIA_HOSTS,
      }),
    );
    // A recording is announced before it can be fetched.
    if (answer.status === 404) throw new ChannelError('twilio.404', 'Twilio does not have the file (yet).', { retry: 'later' });
    if (answer.status !== 200) throw failureOf(answer);
    return { content: answer.body, filename: null, contentType: answer.headers['content-type']?.split(';')[0] ?? null };
  }

  async health(inbox: Inbox<TwilioSettings>): Promise<Health> {
    try {
      const { settings } = inbox;
      const query = new URLSearchParams({ PhoneNumber: settings.phoneNumber ?? '' });
      const numbers = await this.call('GET', inbox, `IncomingPhoneNumbers.json?${query}`);
      const [number] = listOf(numbers['incoming_phone_numbers']);
      if (number === undefined) return { ok: false, message: `The number ${settings.phoneNumber} does not belong to this Twilio account.` };
      const voiceUrl = `${inbox.ingressUrl}/voice`;
      if (textOf(number['voice_url']) !== voiceUrl)
        return { ok: false, message: `Twilio answers, but the number's voice webhook is not ${voiceUrl}.` };
      return { ok: true, message: `${settings.phoneNumber} is connected.` };
    } catch (error) {
      return { ok: false, message: error instanceof ChannelError ? error.message : 'Twilio could not be asked.' };
    }
  }

  private async text(inbox: Inbox<TwilioSettings>, to: string, text: string): Promise<string> {
    const { settings, ingressUrl } = inbox;
    const form = new URLSearchParams({ To: to, From: settings.phoneNumber ?? '', Body: text, StatusCallback: `${ingressUrl}/sms/status` });
    const answer = await this.call('POST', inbox, 'Messages.json', form);
    const sid = textOf(answer['sid']);
    if (sid === null) throw new ChannelError('twilio.no-id', 'Twilio took the message but named no id.', { retry: 'never', sent: 'maybe' });
    return sid;
  }

  /** @throws ChannelError */
  private async call(
    method: 'GET' | 'POST',
    { settings }: Inbox<TwilioSettings>,
    path: string,
    body?: URLSearchParams,
  ): Promise<Readonly<Record<string, unknown>>> {
    const url = `${settings.apiBaseUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${settings.accountSid}/${path}`;
    const answer = await answered('twilio', () =>
      this.deps.http.call({ method, url, headers: { authorization: basic(settings) }, ...(body ? { body } : {}), timeoutMs: 20_000 }),
    );
    if (answer.status >= 200 && answer.status < 300) return objectOf(parsedJson(answer.body));
    throw failureOf(answer);
  }
}

function failureOf(answer: HttpAnswer): ChannelError {
  const number = textOf(objectOf(parsedJson(answer.body))['code']);
  const code = `twilio.${number ?? answer.status}`;
  if (answer.status === 401 || number === '20003') return new ChannelError(code, errorText('20003'), { retry: 'after-reconnect' });
  if (answer.status === 429 || (number !== null && PASSING.has(number)))
    return new ChannelError(code, 'Twilio asks to wait.', { retry: 'later', retryAfterSeconds: retryAfter(answer) });
  if (answer.status >= 500) return new ChannelError(code, 'Twilio has a problem.', { retry: 'later', sent: 'maybe' });
  return new ChannelError(code, errorText(number), { retry: 'never' });
}

function basic(settings: TwilioSettings): string {
  return `Basic ${Buffer.from(`${settings.accountSid}:${settings.authToken}`).toString('base64')}`;
}
