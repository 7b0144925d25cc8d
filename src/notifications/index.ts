export { DigestMailer } from './digest-mailer.js';
export { DigestsModule } from './digests.module.js';
export { newsOf, toldAtOnce } from './domain/news.js';
export { DIGESTS, type Digest, isTimeZone } from './domain/next-digest.js';
export { NOTIFICATION_KINDS, type NotificationKind } from './domain/notification-kind.js';
export { NotificationsModule } from './notifications.module.js';
export { NotificationRepository } from './store/notification.repository.js';
export { NotificationSettingRepository, type NotificationSettings } from './store/notification-setting.repository.js';
export { PREFERENCE_DEFAULT, PreferenceRepository, type PreferenceRow } from './store/preference.repository.js';
