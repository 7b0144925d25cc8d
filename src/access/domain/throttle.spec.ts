import { blockSecondsAfter } from './throttle.js';

test('the first failures cost nothing, then waiting doubles up to a quarter of an hour', () => {
  expect([4, 5, 6, 7, 30].map((n) => blockSecondsAfter(n, 'account'))).toEqual([0, 15, 30, 60, 900]);
  expect(blockSecondsAfter(49, 'address')).toBe(0);
});
