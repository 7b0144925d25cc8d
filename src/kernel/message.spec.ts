import { advanceDelivery, storableText } from './message.js';

describe('advanceDelivery', () => {
  test.each([
    ['queued', 'accepted', 'accepted'],
    ['read', 'delivered', 'read'],
    ['unknown', 'accepted', 'accepted'],
    ['failed', 'accepted', 'failed'],
    ['failed', 'delivered', 'delivered'],
    ['delivered', 'failed', 'delivered'],
    ['accepted', 'failed', 'failed'],
  ] as const)('%s, then %s reported, is %s', (current, reported, expected) => {
    expect(advanceDelivery(current, reported)).toBe(expected);
  });
});

describe('storableText', () => {
  test('drops what PostgreSQL cannot store and keeps the rest', () => {
    expect(storableText('a\u0000b \ud800 退款 😀')).toBe('ab \ufffd 退款 😀');
  });
});
