import { randomBytes } from 'node:crypto';
import { systemClock } from '../../src/kernel/clock.js';

export const API_VERSION = '2010-04-01';

export interface TwilioAccount {
  readonly sid: string;
  readonly token: string;
  readonly number: string;
  /** Where the fake is served, as a client calls it. */
  readonly baseUrl: string;
}

/** A message the account sent. */
export interface StoredMessage {
  readonly sid: string;
  readonly to: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly statusCallback: string;
  status: 'queued' | 'sent' | 'delivered';
  updatedAt: Date;
}

/** Where a number's calls and messages go, as an administrator enters it in Twilio's console. */
export interface NumberWebhooks {
  readonly voice: string;
  readonly voiceStatus: string;
  readonly sms: string;
}

export function twilioSid(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

/** RFC 2822, as Twilio writes instants. */
export function rfc2822(at: Date = systemClock.now()): string {
  return at.toUTCString().replace('GMT', '+0000');
}

/** Shapes of Twilio's OpenAPI description (twilio_api_v2010.json). */
export function messageResource(account: TwilioAccount, message: StoredMessage): object {
  const uri = `/${API_VERSION}/Accounts/${account.sid}/Messages/${message.sid}.json`;
  return {
    account_sid: account.sid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.status === 'queued' ? null : rfc2822(message.updatedAt),
    date_updated: rfc2822(message.updatedAt),
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: account.number,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(segmentsOf(message.body)),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: uri.replace('.json', '/Media.json') },
    to: message.to,
    uri,
  };
}

export function accountResource(account: TwilioAccount): object {
  const uri = `/${API_VERSION}/Accounts/${account.sid}`;
  return {
    auth_token: account.token,
    date_created: rfc2822(),
    date_updated: rfc2822(),
    friendly_name: 'Demo account',
    owner_account_sid: account.sid,
    sid: account.sid,
    status: 'active',
    subresource_uris: { messages: `${uri}/Messages.json` },
    type: 'Full',
    uri: `${uri}.json`,
  };
}

export function numberResource(account: TwilioAccount, webhooks: NumberWebhooks): object {
  const sid = `PN${'0'.repeat(32)}`;
  return {
    account_sid: account.sid,
    api_version: API_VERSION,
    beta: false,
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    friendly_name: account.number,
    phone_number: account.number,
    sid,
    sms_application_sid: null,
    sms_method: 'POST',
    sms_url: webhooks.sms,
    status_callback: webhooks.voiceStatus,
    status_callback_method: 'POST',
    uri: `/${API_VERSION}/Accounts/${account.sid}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: null,
    voice_method: 'POST',
    voice_url: webhooks.voice,
  };
}

/** One page that holds everything asked for. */
export function page(name: string, items: readonly object[], { uri, size }: { readonly uri: string; readonly size: number }): object {
  const links = { first_page_uri: uri, next_page_uri: null, previous_page_uri: null, uri };
  return { [name]: items, start: 0, end: Math.max(items.length - 1, 0), page: 0, page_size: size, ...links };
}

/** GSM 03.38 fits 160 characters into a segment, anything else is UCS-2 with 70; 153 and 67 where there are several. */
function segmentsOf(body: string): number {
  const isGsm = /^[\n\r !-_a-~£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€]*$/.test(body);
  const [single, several] = isGsm ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / several);
}
