import {
  type ChannelAdapter,
  type ChannelDefinition,
  type ChannelDeps,
  ChannelError,
  countParts,
  type Divisible,
  defineChannel,
  type Health,
  type Inbox,
  type Media,
  type MediaHandle,
  type OutboundMessage,
  type Parsed,
  type RawRequest,
  type Sent,
  sendParts,
  textParts,
  type Verdict,
} from '../contract/index.js';
import { TwilioApi } from './twilio-api.js';
import { isNumber } from './twilio-caller.js';
import { twilioHealth } from './twilio-health.js';
import { fetchTwilioMedia } from './twilio-media.js';
import { parseTwilio } from './twilio-parse.js';
import { TwilioSettings } from './twilio-settings.js';
import { verifyTwilio } from './twilio-signature.js';

const TEXT_MAX = 1600;

/**
 * A phone number at Twilio: voice and text messages. The record action, the recording callback and the status callback of
 * messages are no purposes of their own: TwiML and `StatusCallback` tell Twilio where they are.
 */
export function hotlineTwilio(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<TwilioSettings>({
    channel: 'hotline',
    provider: 'twilio',
    settings: TwilioSettings,
    adapter: new TwilioAdapter(deps),
    identityKinds: ['phone'],
    webhooks: [
      { purpose: 'voice', path: 'voice' },
      { purpose: 'voiceStatus', path: 'voice/status' },
      { purpose: 'sms', path: 'sms' },
    ],
    keptHeaders: [],
    reach: { kinds: ['phone'], keyFor: (value) => (isNumber(value) ? value : null) },
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

  private readonly api: TwilioApi;

  constructor(private readonly deps: ChannelDeps) {
    this.api = new TwilioApi(deps.http);
  }

  verify(request: RawRequest, { settings }: Inbox<TwilioSettings>): Verdict {
    const tokens = [settings.authToken, settings.previousAuthToken].filter((token): token is string => token !== undefined && token !== '');
    return verifyTwilio(request, tokens);
  }

  parse(request: RawRequest, inbox: Inbox<TwilioSettings>): Parsed {
    return parseTwilio(request, inbox);
  }

  partsOf(message: Divisible): number {
    return countParts(message, TEXT_MAX);
  }

  /** As a text message: to a caller as well, whose number is the conversation. */
  async send(message: OutboundMessage, inbox: Inbox<TwilioSettings>): Promise<Sent> {
    if (message.to.kind !== 'phone')
      throw new ChannelError('twilio.no-number', 'The caller withheld the number; there is nobody to answer.', { retry: 'never' });
    if (message.attachments.length > 0)
      throw new ChannelError('twilio.attachments-unsupported', 'Text messages carry no files.', { retry: 'never' });
    const parts = textParts(message.text, TEXT_MAX);
    return sendParts(
      'twilio',
      message,
      parts.map((part) => () => this.api.sendText(inbox, message.to.value, part)),
    );
  }

  fetchMedia(handle: MediaHandle, { settings }: Inbox<TwilioSettings>): Promise<Media> {
    return fetchTwilioMedia(this.deps.http, handle, settings);
  }

  health(inbox: Inbox<TwilioSettings>): Promise<Health> {
    return twilioHealth(this.api, inbox);
  }
}
