import { addressPrefix } from './address-prefix.js';

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:12:34::9', '2001:db8:12::/48'],
  ['2001:db8::9', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['', ''],
])('%s belongs to %s', (address, prefix) => {
  expect(addressPrefix(address)).toBe(prefix);
});
