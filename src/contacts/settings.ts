export { normaliseIdentity } from './normalise-identity.js';
