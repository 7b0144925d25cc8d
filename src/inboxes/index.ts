export { InboxDirectory } from './inbox-directory.js';
export type { InboxHealth, InboxRecord } from './inbox-record.js';
export { InboxesModule } from './inboxes.module.js';
