export { InboxDirectory } from './inbox-directory.js';
export type { InboxHealth, InboxRecord } from './inbox-record.js';
export { InboxesModule } from './inboxes.module.js';
export { InboxRepository } from './store/inbox.repository.js';
