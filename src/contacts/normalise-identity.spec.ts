import { normaliseIdentity } from './normalise-identity.js';

const spelled = (kind: string, value: string) => normaliseIdentity({ kind, scope: '', value }).value;

test.each([
  ['email', ' Budi.Santoso@Example.COM ', 'budi.santoso@example.com'],
  ['email', 'u@例え.jp', 'u@xn--r8jz45g.jp'],
  ['email', 'not-an-address', 'not-an-address'],
  ['phone', '+62 812-0000-0001', '+6281200000001'],
  ['phone', '38383', '38383'],
  ['phone', 'BANKINFO', 'BANKINFO'],
  ['telegram', '4242', '4242'],
])('%s %j is kept as %j', (kind, given, kept) => {
  expect(spelled(kind, given)).toBe(kept);
});
