import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js';
import { type RawRequest, unverified, type Verdict, verified } from '../contract/index.js';
import { formOf } from './twilio-form.js';

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 under the auth token over the URL Twilio was given and, for a form post, each
 * parameter's name and value in order of names. https://www.twilio.com/docs/usage/security#validating-requests
 * Twilio's own validator also tries the URL with and without the default port.
 */
export function verifyTwilio(request: RawRequest, tokens: readonly string[]): Verdict {
  const given = request.headers['x-twilio-signature'];
  if (tokens.length === 0 || given === undefined) return unverified('no signature');
  const isForm = request.method === 'POST';
  const parameters = isForm ? formOf(request.body) : {};
  const fits = tokens.some((token) => twilioWebhooks.validateRequest(token, given, request.url, { ...parameters }));
  return fits ? verified : unverified('wrong signature');
}
