import type { HttpClient } from '../../platform/http-client/index.js';
import { answered, ChannelError, liesAt, type Media, type MediaHandle } from '../contract/index.js';
import { credentialsOf } from './twilio-api.js';
import { failureOf } from './twilio-errors.js';
import type { TwilioSettings } from './twilio-settings.js';

const MEDIA_MAX = 25 * 1024 * 1024;

/**
 * A recording or picture. Twilio redirects to its stores, which the HTTP client follows to the listed hosts, without the
 * credentials.
 * @throws ChannelError
 */
export async function fetchTwilioMedia(http: HttpClient, handle: MediaHandle, settings: TwilioSettings): Promise<Media> {
  const url = String(handle['url']);
  const hosts = hostsOf(settings);
  if (!liesAt(url, settings.apiBaseUrl, hosts) || !isPrivateLine(url, settings))
    throw new ChannelError('twilio.bad-media-url', 'The file does not lie at Twilio.', { retry: 'never' });
  const headers: Record<string, string> = isTwilioApi(url, settings) ? { authorization: credentialsOf(settings) } : {};
  const answer = await answered('twilio', () =>
    http.call({ method: 'GET', url, headers, maxBytes: MEDIA_MAX, timeoutMs: 60_000, redirectHosts: hosts }),
  );
  // A recording is announced before it can be fetched.
  if (answer.status === 404) throw new ChannelError('twilio.404', 'Twilio does not have the file (yet).', { retry: 'later' });
  if (answer.status !== 200) throw failureOf(answer);
  return { content: answer.body, filename: null, contentType: answer.headers['content-type']?.split(';')[0]?.trim() || null };
}

function hostsOf({ mediaHosts }: TwilioSettings): readonly string[] {
  return mediaHosts
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((host) => host !== '');
}

/** Never over a line that others can read, unless the administrator named such an API (a test double). */
function isPrivateLine(url: string, { apiBaseUrl }: TwilioSettings): boolean {
  const { origin, protocol } = new URL(url);
  return protocol === 'https:' || origin === new URL(apiBaseUrl).origin;
}

/** Whether the auth token may be shown there: to the API itself, in any region, and to no store that a URL names. */
function isTwilioApi(url: string, { apiBaseUrl }: TwilioSettings): boolean {
  const { origin, hostname } = new URL(url);
  return origin === new URL(apiBaseUrl).origin || /^api(\.[a-z0-9-]+){0,2}\.twilio\.com$/.test(hostname);
}
