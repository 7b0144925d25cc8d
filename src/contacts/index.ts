export { Contacts, type KnownContact, type SenderFacts } from './contacts.js';
export { ContactsModule } from './contacts.module.js';
export { type IdentityName, normaliseIdentity } from './normalise-identity.js';
