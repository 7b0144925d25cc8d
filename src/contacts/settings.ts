export { CONTACT_FIELDS, type ContactField, conflictsOf } from './domain/joining.js';
export { normaliseIdentity } from './normalise-identity.js';
export { isUsableIdentity } from './usable-identity.js';
