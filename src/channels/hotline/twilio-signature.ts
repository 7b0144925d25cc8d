import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js';
import { type RawRequest, unverified, type Verdict, verified } from '../contract/index.js';
import { formOf } from './twilio-form.js';

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 under the auth token over the URL Twilio was given and, for a form post, each
 * parameter's name and value in order of names. https://www.twilio.com/docs/usage/security#validating-requests
 * Twilio's own validator also tries the URL with and without the default port. A JSON body (`bodySHA256`) is never
 * believed: no webhook of a phone number has one, and the signature alone would not cover it.
 */
export function verifyTwilio(request: RawRequest, tokens: readonly string[]): Verdict {
  const given = request.headers['x-twilio-signature'];
  if (tokens.length === 0) return unverified('no auth token is configured');
  if (given === undefined || given === '') return unverified('no signature');
  const parameters = request.method === 'POST' ? { ...formOf(request.body) } : {};
  return tokens.some((token) => fits(token, given, { url: request.url, parameters })) ? verified : unverified('wrong signature');
}

function fits(token: string, given: string, signed: { readonly url: string; readonly parameters: Record<string, unknown> }): boolean {
  try {
    return twilioWebhooks.validateRequest(token, given, signed.url, signed.parameters);
  } catch {
    return false; // the validator parses the URL
  }
}
