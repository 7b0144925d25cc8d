import { createHmac } from 'node:crypto';
import type { RawRequest } from '../contract/index.js';
import { verifyTwilio } from './twilio-signature.js';

/** Of Twilio's own documentation. */
const TOKEN = '12345';
const URL = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const CALL = { CallSid: 'CA1234567890ABCDE', Caller: '+14158675310', Digits: '1234', From: '+14158675310', To: '+18005551212' };
const SIGNATURE = 'GvWf1cFY/Q7PnoempGyD5oXAezc=';

function post(fields: Record<string, string> | string, signature: string, over: Partial<RawRequest> = {}): RawRequest {
  const body = Buffer.from(typeof fields === 'string' ? fields : new URLSearchParams(fields).toString());
  const headers = { 'x-twilio-signature': signature };
  return { method: 'POST', path: 'voice', url: URL, query: {}, headers, body, receivedAt: new Date(0), ...over };
}

const signed = (text: string) => createHmac('sha1', TOKEN).update(text).digest('base64');

test('the published vectors hold', () => {
  expect(verifyTwilio(post(CALL, SIGNATURE), [TOKEN]).ok).toBe(true);
  const another = { ...CALL, Caller: '+12349013030', From: '+12349013030' };
  expect(verifyTwilio(post(another, '0/KCTR6DLpKmkAf8muzZqo1nDgQ='), [TOKEN]).ok).toBe(true);
});

test('empty and repeated parameters are signed too, whatever their order on the wire', () => {
  const signature = signed(`${URL}AbB1B2C`);
  expect(verifyTwilio(post('C=&B=2&A=b&B=1', signature), [TOKEN]).ok).toBe(true);
  expect(verifyTwilio(post('B=2&A=b&B=1', signature), [TOKEN]).ok).toBe(false);
});

test('both tokens are tried while one is being rotated, and none is no proof', () => {
  const request = post(CALL, SIGNATURE);
  expect(verifyTwilio(request, ['the new token', TOKEN]).ok).toBe(true);
  expect(verifyTwilio(request, ['the new token']).ok).toBe(false);
  expect(verifyTwilio(request, []).ok).toBe(false);
});

test.each([
  ['another path', post(CALL, SIGNATURE, { url: URL.replace('myapp', 'other') })],
  ['another query', post(CALL, SIGNATURE, { url: `${URL}3` })],
  ['another value', post({ ...CALL, Digits: '1235' }, SIGNATURE)],
  ['a parameter more', post({ ...CALL, Extra: '' }, SIGNATURE)],
  ['a truncated signature', post(CALL, SIGNATURE.slice(0, -2))],
  ['an empty signature', post(CALL, '')],
  ['no signature', post(CALL, '', { headers: {} })],
  ['another method', post(CALL, SIGNATURE, { method: 'GET' })],
  ['no URL at all', post(CALL, SIGNATURE, { url: 'nonsense' })],
])('%s is not believed', (_name, request) => {
  expect(verifyTwilio(request, [TOKEN]).ok).toBe(false);
});

test('a JSON body is not believed: the signature covers its hash only', () => {
  const url = 'https://desk.example.com/sms?bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
  expect(verifyTwilio(post('{"property": "other"}', signed(url), { url }), [TOKEN]).ok).toBe(false);
});
