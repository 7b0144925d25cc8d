import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ChannelDefinition, ChannelRegistry, type SettingField, settingsOf } from '../../channels/index.js';
import type { Page } from '../../kernel/page.js';
import { Allow } from '../guard/allow.js';
import { ApiPage } from '../shared/paged.js';
import { ChannelAnswer, type SettingAnswer } from './channels.dto.js';

@ApiTags('channels')
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelRegistry) {}

  @Get()
  @Allow('channel:read')
  @ApiPage(ChannelAnswer)
  list(): Page<ChannelAnswer> {
    return { items: this.channels.definitions.map(channelAnswer), nextCursor: null };
  }
}

function channelAnswer(definition: ChannelDefinition): ChannelAnswer {
  const defaults = { ...new definition.settings() } as Readonly<Record<string, unknown>>;
  return {
    channel: definition.channel,
    provider: definition.provider,
    capabilities: { ...definition.adapter.capabilities },
    settings: settingsOf(definition.settings).map((field) => settingAnswer(field, defaults[field.name])),
    webhooks: definition.webhooks.map((w) => w.purpose),
  };
}

function settingAnswer(field: SettingField, preset: unknown): SettingAnswer {
  const shown = typeof preset === 'string' || typeof preset === 'number' || typeof preset === 'boolean' ? preset : null;
  return {
    name: field.name,
    type: field.type,
    label: field.label,
    help: field.help,
    secret: field.secret === true,
    required: field.required === true,
    default: shown,
    example: field.example ?? null,
    choices: field.choices === undefined ? null : [...field.choices],
  };
}
