import { parsePhoneNumberFromString } from 'libphonenumber-js';

export interface IdentityName {
  readonly kind: string;
  readonly scope: string;
  readonly value: string;
}

const VALUE_MAX = 320;

/**
 * One spelling per account: E.164 for phone numbers (ITU-T E.164, by libphonenumber), lower-cased NFC addresses with an
 * ASCII domain (IDNA) for email, everything else as the provider wrote it. Short codes and alphanumeric senders are no
 * phone numbers and stay as they are.
 */
export function normaliseIdentity(identity: IdentityName): IdentityName {
  const value = identity.value.normalize('NFC').trim().slice(0, VALUE_MAX);
  if (identity.kind === 'email') return { ...identity, value: normaliseAddress(value) };
  if (identity.kind === 'phone') return { ...identity, value: normaliseNumber(value) };
  return { ...identity, value };
}

function normaliseAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return address.toLowerCase();
  return `${address.slice(0, at).toLowerCase()}@${asciiDomain(address.slice(at + 1))}`;
}

function asciiDomain(domain: string): string {
  const lower = domain.toLowerCase();
  if (!/[^\p{ASCII}]/u.test(lower)) return lower;
  return URL.canParse(`http://${lower}`) ? new URL(`http://${lower}`).hostname : lower;
}

function normaliseNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.number ?? number;
}
