import { Body, Controller, Get, Put, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import type { InboxId } from '../../kernel/id.js';
import { DigestMailer, NotificationSettingRepository } from '../../notifications/index.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { NotificationSettingsAnswer, NotificationSettingsInput } from './notifications.dto.js';
import { settingsAnswer } from './notifications.mapper.js';

/** By which inbox digests leave, and what went wrong last. */
@ApiTags('notifications')
@Controller('api/v1/notification-settings')
export class NotificationSettingsController {
  constructor(
    private readonly settings: NotificationSettingRepository,
    private readonly mailer: DigestMailer,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('notification-setting:read')
  @ApiOkResponse({ type: NotificationSettingsAnswer })
  async get(): Promise<NotificationSettingsAnswer> {
    return settingsAnswer(await this.settings.read());
  }

  @Put()
  @Allow('notification-setting:write')
  @ApiOkResponse({ type: NotificationSettingsAnswer })
  async put(@Me() me: Actor, @Body() input: NotificationSettingsInput, @Req() request: KnownRequest): Promise<NotificationSettingsAnswer> {
    const digestInboxId = input.digestInboxId as InboxId | null;
    if (digestInboxId !== null) await this.mailer.check(digestInboxId);
    await this.writes.run(request, me, async (tx) => {
      await this.settings.choose(tx, digestInboxId);
      return null;
    });
    return this.get();
  }
}
