import { errorText, failureOf } from './twilio-errors.js';

function answer(status: number, code?: number, headers: Record<string, string> = {}) {
  const body = code === undefined ? 'Bad gateway' : JSON.stringify({ code, message: 'To +6281200000001 …', status });
  return { status, headers, body: Buffer.from(body) };
}

test.each([
  [401, 20003, { code: 'twilio.20003', retry: 'after-reconnect', sent: 'no' }],
  [403, 20005, { code: 'twilio.20005', retry: 'after-reconnect', sent: 'no' }],
  [403, undefined, { code: 'twilio.403', retry: 'after-reconnect', sent: 'no' }],
  [429, 20429, { code: 'twilio.20429', retry: 'later', sent: 'no' }],
  [400, 21611, { code: 'twilio.21611', retry: 'later', sent: 'no' }],
  [400, 30022, { code: 'twilio.30022', retry: 'later', sent: 'no' }],
  [500, 20500, { code: 'twilio.20500', retry: 'later', sent: 'maybe' }],
  [502, undefined, { code: 'twilio.502', retry: 'later', sent: 'maybe' }],
  [400, 21211, { code: 'twilio.21211', retry: 'never', sent: 'no' }],
  [400, 21610, { code: 'twilio.21610', retry: 'never', sent: 'no' }],
  [400, 99999, { code: 'twilio.99999', retry: 'never', sent: 'no' }],
  [404, undefined, { code: 'twilio.404', retry: 'never', sent: 'no' }],
])('HTTP %i, code %s', (status, code, expected) => {
  expect(failureOf(answer(status, code))).toMatchObject(expected);
});

test('Retry-After is honoured', () => {
  expect(failureOf(answer(429, 20429, { 'retry-after': '7' })).retryAfterSeconds).toBe(7);
  expect(failureOf(answer(503, undefined, { 'retry-after': '30' })).retryAfterSeconds).toBe(30);
});

test('the customer’s number, which Twilio quotes, is not in the error', () => {
  expect(failureOf(answer(400, 21211)).message).not.toContain('+62');
});

test('every code has a sentence', () => {
  expect(errorText('21610')).toContain('STOP');
  expect(errorText('12345')).toBe('Twilio reports error 12345.');
  expect(errorText('constructor')).toBe('Twilio reports error constructor.');
  expect(errorText(null)).toBe('The carrier did not deliver it.');
});
