import { Body, Controller, Get, Put, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { isTimeZone, PreferenceRepository } from '../../notifications/index.js';
import { AnyoneKnown, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { agentOf } from '../shared/agent-of.js';
import { NotificationPreferenceAnswer, NotificationPreferenceInput } from './notifications.dto.js';
import { preferenceAnswer } from './notifications.mapper.js';

/** What the asker wants to be told of, and whether by mail too. */
@ApiTags('notifications')
@Controller('api/v1/notification-preferences')
export class NotificationPreferencesController {
  constructor(
    private readonly preferences: PreferenceRepository,
    private readonly writes: Writes,
  ) {}

  @Get()
  @AnyoneKnown()
  @ApiOkResponse({ type: NotificationPreferenceAnswer })
  async get(@Me() me: Actor): Promise<NotificationPreferenceAnswer> {
    return preferenceAnswer(await this.preferences.of(agentOf(me)));
  }

  @Put()
  @AnyoneKnown()
  @ApiOkResponse({ type: NotificationPreferenceAnswer })
  async put(
    @Me() me: Actor,
    @Body() { muted, digest, digestHour, zone }: NotificationPreferenceInput,
    @Req() request: KnownRequest,
  ): Promise<NotificationPreferenceAnswer> {
    if (!isTimeZone(zone))
      throw new DomainError('unprocessable', 'notification.unknown-zone', `There is no time zone "${zone}".`, { field: 'zone' });
    await this.writes.run(request, me, async (tx) => {
      await this.preferences.put(tx, agentOf(me), { muted, digest, digestHour, zone });
      return null;
    });
    return this.get(me);
  }
}
