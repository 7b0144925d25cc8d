import { Module, type OnModuleInit } from '@nestjs/common';
import { InboxesModule } from '../inboxes/index.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { ViewsModule } from '../views/views.module.js';
import { DigestMailer } from './digest-mailer.js';
import { DigestStores } from './digest-stores.js';
import { ForgetNotifications } from './forget-notifications.js';
import { Notify } from './notify.js';
import { SendDigests } from './send-digests.js';
import { NotificationRepository } from './store/notification.repository.js';
import { NotificationSettingRepository } from './store/notification-setting.repository.js';
import { PreferenceRepository } from './store/preference.repository.js';
import { ToldAtOnce } from './told-at-once.js';

const forApi = [DigestMailer, NotificationRepository, NotificationSettingRepository, PreferenceRepository];

/** What agents should know of, and the mail that lists it. */
@Module({
  imports: [InboxesModule, ViewsModule],
  providers: [...forApi, DigestStores, ForgetNotifications, Notify, SendDigests, ToldAtOnce],
  exports: [...forApi, SendDigests],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly notify: Notify,
    private readonly retention: ForgetNotifications,
  ) {}

  onModuleInit(): void {
    this.jobs.register('notify', (payload) => this.notify.run(payload));
    this.jobs.schedule('41 3 * * * forget-notifications');
    this.jobs.register('forget-notifications', () => this.retention.run());
  }
}
