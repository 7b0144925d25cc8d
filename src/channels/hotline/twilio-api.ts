import type { HttpClient } from '../../platform/http-client/index.js';
import { answered, ChannelError, type Inbox, type JsonObject, objectOf, parsedJson, textOf } from '../contract/index.js';
import { failureOf } from './twilio-errors.js';
import type { TwilioSettings } from './twilio-settings.js';

/**
 * The few calls of Twilio's REST API that a phone number needs: https://www.twilio.com/docs/usage/api
 * By our own HTTP client and not by the `twilio` package, whose client has no base URL, no SSRF guard and does not tell a
 * request that may have left from one that did not; loading it costs 30 MB and a quarter of a second.
 */
export class TwilioApi {
  constructor(private readonly http: HttpClient) {}

  /** @returns the message's SID. @throws ChannelError */
  async sendText({ settings, ingressUrl }: Inbox<TwilioSettings>, to: string, text: string): Promise<string> {
    const statusCallback = `${ingressUrl}/sms/status`;
    const form = new URLSearchParams({ To: to, From: settings.phoneNumber ?? '', Body: text, StatusCallback: statusCallback });
    const answer = await this.call(settings, 'POST', { resource: '/Messages.json', form });
    const sid = textOf(answer['sid']);
    if (sid === null) throw new ChannelError('twilio.no-id', 'Twilio took the message but named no id.', { retry: 'never', sent: 'maybe' });
    return sid;
  }

  /** @throws ChannelError */
  account(settings: TwilioSettings): Promise<JsonObject> {
    return this.call(settings, 'GET', { resource: '.json' });
  }

  /** The account's numbers that match the inbox's. @throws ChannelError */
  async numbers(settings: TwilioSettings): Promise<JsonObject> {
    const query = new URLSearchParams({ PhoneNumber: settings.phoneNumber ?? '' });
    return this.call(settings, 'GET', { resource: `/IncomingPhoneNumbers.json?${query}` });
  }

  private async call(
    settings: TwilioSettings,
    method: 'GET' | 'POST',
    { resource, form }: { readonly resource: string; readonly form?: URLSearchParams },
  ): Promise<JsonObject> {
    const url = `${settings.apiBaseUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${settings.accountSid}${resource}`;
    const headers = { authorization: credentialsOf(settings) };
    const answer = await answered('twilio', () =>
      this.http.call({ method, url, headers, ...(form === undefined ? {} : { body: form }), timeoutMs: 20_000 }),
    );
    if (answer.status >= 200 && answer.status < 300) return objectOf(parsedJson(answer.body));
    throw failureOf(answer);
  }
}

export function credentialsOf(settings: TwilioSettings): string {
  return `Basic ${Buffer.from(`${settings.accountSid}:${settings.authToken}`).toString('base64')}`;
}
