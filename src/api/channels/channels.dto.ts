import { ApiProperty } from '@nestjs/swagger';

export class SettingAnswer {
  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ['string', 'number', 'boolean'] })
  type: string;

  @ApiProperty()
  label: string;

  @ApiProperty()
  help: string;

  @ApiProperty({ description: 'Write-only.' })
  secret: boolean;

  @ApiProperty({ description: 'Must be set before the inbox can be enabled.' })
  required: boolean;

  @ApiProperty({ nullable: true, type: Object, description: 'Used when the setting is left out.' })
  default: string | number | boolean | null;

  @ApiProperty({ nullable: true, type: Object })
  example: string | number | boolean | null;

  @ApiProperty({ nullable: true, type: [String], description: 'When it can only be one of these.' })
  choices: string[] | null;
}

export class CapabilitiesAnswer {
  @ApiProperty()
  displayName: string;

  @ApiProperty()
  icon: string;

  @ApiProperty({ enum: ['push', 'pull', 'live'] })
  inbound: string;

  @ApiProperty()
  html: boolean;

  @ApiProperty({ description: '0: no attachments can be sent.' })
  maxAttachmentBytes: number;

  @ApiProperty()
  maxTextLength: number;

  @ApiProperty({ enum: ['accepted', 'delivered', 'read'] })
  receipts: string;

  @ApiProperty({ nullable: true, type: Number })
  replyWindowHours: number | null;

  @ApiProperty()
  idempotentSend: boolean;
}

export class ChannelAnswer {
  @ApiProperty()
  channel: string;

  @ApiProperty()
  provider: string;

  @ApiProperty({ type: CapabilitiesAnswer })
  capabilities: CapabilitiesAnswer;

  @ApiProperty({ type: [SettingAnswer] })
  settings: SettingAnswer[];

  @ApiProperty({ type: [String], description: 'Purposes of the webhook URLs an inbox of this kind has.' })
  webhooks: string[];
}
