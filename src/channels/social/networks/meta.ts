import { createHmac } from 'node:crypto';
import { sameSecret } from '../../../platform/crypto/vault.js';
import { type HttpAnswer, type HttpCall, type HttpClient } from '../../../platform/http-client/index.js';
import {
  answered,
  ChannelError,
  numberOf,
  objectOf,
  parsedJson,
  type RawRequest,
  type Reply,
  retryAfter,
  textOf,
  unverified,
  type Verdict,
  verified,
} from '../../contract/index.js';

/** What WhatsApp and Messenger have in common: Meta's webhooks and Graph API. */
export interface MetaSettings {
  readonly appSecret?: string;
  readonly verifyToken?: string;
  readonly apiBaseUrl: string;
  readonly apiVersion: string;
}

/**
 * POST: `X-Hub-Signature-256: sha256=<hex>`, HMAC-SHA256 of the raw bytes under the app secret. GET (handshake): the
 * verify token. https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export function verifyMeta(request: RawRequest, settings: MetaSettings): Verdict {
  if (request.method === 'GET') {
    const token = request.query['hub.verify_token'];
    if (!settings.verifyToken || token === undefined) return unverified('no verify token');
    return sameSecret(token, settings.verifyToken) ? verified : unverified('wrong verify token');
  }
  const given = request.headers['x-hub-signature-256'];
  if (!settings.appSecret || given === undefined) return unverified('no signature');
  const expected = `sha256=${createHmac('sha256', settings.appSecret).update(request.body).digest('hex')}`;
  return sameSecret(given, expected) ? verified : unverified('wrong signature');
}

/** The challenge is echoed as plain text. */
export function handshakeReply(request: RawRequest): Reply {
  const challenge = request.query['hub.challenge'] ?? '';
  return { status: 200, contentType: 'text/plain; charset=utf-8', body: /^[\w-]{1,200}$/.test(challenge) ? challenge : '' };
}

/** Codes that pass by themselves; reference: WhatsApp and Messenger error code pages. Everything else needs a person. */
const PASSING = new Set([1, 2, 4, 17, 32, 613, 1200, 80_007, 130_429, 131_000, 131_016, 131_056, 131_057, 133_004]);
/** The token is worn out or lacks a right. */
const RECONNECT = new Set([0, 10, 190, 200]);

/** Texts where Meta's own would not help an agent. */
const MEANINGS: Readonly<Record<number, string>> = {
  190: 'The access token does not work any more; an administrator must connect the inbox again.',
  551: 'The customer cannot be reached just now.',
  131_026: 'WhatsApp cannot deliver to this number.',
  131_047: 'More than 24 hours have passed since the customer wrote; WhatsApp now takes only approved templates.',
  131_049: 'WhatsApp holds back further messages of this kind to this customer.',
};

/** One call to the Graph API. @throws ChannelError with the code `<provider>.<Meta's code>` */
export async function graph(http: HttpClient, provider: string, call: HttpCall): Promise<Readonly<Record<string, unknown>>> {
  const answer = await answered(provider, () => http.call({ timeoutMs: 30_000, ...call }));
  if (answer.status >= 200 && answer.status < 300) return objectOf(parsedJson(answer.body));
  throw graphFailure(provider, answer);
}

export function graphFailure(provider: string, answer: HttpAnswer): ChannelError {
  const error = objectOf(objectOf(parsedJson(answer.body))['error']);
  const number = numberOf(error['code']);
  const subcode = textOf(error['error_subcode']);
  const code = `${provider}.${number ?? answer.status}${subcode === null ? '' : `.${subcode}`}`;
  const message =
    (number === null ? undefined : MEANINGS[number]) ??
    `Meta refused: ${textOf(error['message'])?.slice(0, 300) ?? `HTTP ${answer.status}`}`;
  if (answer.status === 429 || (number !== null && PASSING.has(number)))
    return new ChannelError(code, message, { retry: 'later', retryAfterSeconds: retryAfter(answer) });
  if (answer.status >= 500) return new ChannelError(code, message, { retry: 'later', sent: 'maybe' });
  const mustReconnect = answer.status === 401 || (number !== null && RECONNECT.has(number) && subcode === null);
  return new ChannelError(code, message, { retry: mustReconnect ? 'after-reconnect' : 'never' });
}

export function graphUrl(settings: MetaSettings, path: string): string {
  return `${settings.apiBaseUrl.replace(/\/+$/, '')}/${settings.apiVersion}/${path}`;
}
