import { isOfDomain } from './oidc-admission.js';

const claims = (email: string | null, emailVerified = true) => ({ issuer: 'i', subject: 's', email, emailVerified, name: null });

test.each([
  ['sari@wallet.example', true, true],
  ['sari@WALLET.example', true, true],
  ['sari@wallet.example', false, false],
  ['sari@sub.wallet.example', true, false],
  ['sari@evilwallet.example', true, false],
  ['a@evil.example@wallet.example', true, false],
  ['sari@wallet.example ', true, false],
  [null, true, false],
] as const)('%s, verified %s, is of the domain: %s', (email, verified, expected) => {
  expect(isOfDomain(claims(email, verified), ['wallet.example'])).toBe(expected);
});

test('no domains, no question', () => {
  expect(isOfDomain(claims(null, false), [])).toBe(true);
});
