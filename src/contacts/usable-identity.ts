import { isEmail } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { type IdentityName, normaliseIdentity } from './normalise-identity.js';

/** Could anybody be reached by it? What a provider tells us stands as it is; what people and programs enter may be mistyped. */
export function isUsableIdentity(identity: IdentityName): boolean {
  const { kind, value } = normaliseIdentity(identity);
  if (kind === 'email') return isEmail(value, { allow_utf8_local_part: true });
  if (kind === 'phone') return parsePhoneNumberFromString(value)?.isPossible() === true;
  return value !== '';
}
