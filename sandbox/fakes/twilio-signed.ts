import { createHash, createHmac } from 'node:crypto';
import { systemClock } from '../../src/kernel/clock.js';
import { exchanges } from '../exchanges.js';

export type Fields = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** A webhook as Twilio calls it; null when nobody answered. The same fields give the very same request. */
export async function callWebhook(url: string, token: string, fields: Fields): Promise<Answer | null> {
  const body = new URLSearchParams(fields).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'i-twilio-idempotency-token': createHash('sha256').update(`${url} ${body}`).digest('hex').slice(0, 32),
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': signatureOf(url, token, fields),
  };
  const sent = { direction: 'to-desk' as const, method: 'POST', url, headers, body, startedAt: systemClock.now() };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) });
    const text = await response.text();
    exchanges.record({ ...sent, status: response.status, answer: text });
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', text };
  } catch {
    exchanges.record({ ...sent, status: null });
    return null;
  }
}

export async function isTaken(url: string, token: string, fields: Fields): Promise<boolean> {
  const answer = await callWebhook(url, token, fields);
  return answer !== null && answer.status >= 200 && answer.status < 300;
}

/** The URL and every parameter in order of names, HMAC-SHA1 under the auth token: https://www.twilio.com/docs/usage/security */
export function signatureOf(url: string, token: string, fields: Fields): string {
  const names = Object.keys(fields).toSorted((a, b) => (a < b ? -1 : 1));
  const signed = url + names.map((name) => name + (fields[name] ?? '')).join('');
  return createHmac('sha1', token).update(signed, 'utf8').digest('base64');
}
