import { Injectable } from '@nestjs/common';
import { NotificationRepository } from './store/notification.repository.js';
import { NotificationSettingRepository } from './store/notification-setting.repository.js';
import { PreferenceRepository } from './store/preference.repository.js';

/** What a digest reads and leaves. */
@Injectable()
export class DigestStores {
  constructor(
    readonly notifications: NotificationRepository,
    readonly preferences: PreferenceRepository,
    readonly settings: NotificationSettingRepository,
  ) {}
}
