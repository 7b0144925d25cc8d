export { InboxDirectory } from './inbox-directory.js';
export { type InboxHealth, type InboxLifecycle, type InboxRecord, LIFECYCLE_DEFAULTS } from './inbox-record.js';
export { InboxesModule } from './inboxes.module.js';
export { InboxRepository } from './store/inbox.repository.js';
