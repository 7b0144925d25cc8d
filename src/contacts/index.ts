export { Contacts, type KnownContact, type SenderFacts } from './contacts.js';
export { ContactsModule } from './contacts.module.js';
export { type ContactField, givenBack, takenBy, withTaken } from './domain/joining.js';
export { type IdentityName, normaliseIdentity } from './normalise-identity.js';
export { type ContactMerge, ContactMergeRepository, type LockedContact } from './store/contact-merge.repository.js';
