import { advanceDelivery, storable, storableText } from './message.js';

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

describe('storable', () => {
  test('cleans texts at any depth, names too, and leaves bytes and instants alone', () => {
    const at = new Date(0);
    const content = Buffer.from('a\u0000');
    expect(storable({ id: 'a\u0000', list: ['\ud800'], deep: { ['k\u0000']: 1 }, at, content })).toEqual({
      id: 'a',
      list: ['\ufffd'],
      deep: { k: 1 },
      at,
      content,
    });
  });
});
