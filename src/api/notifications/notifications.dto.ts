import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { DIGESTS, type Digest, NOTIFICATION_KINDS, type NotificationKind, PREFERENCE_DEFAULT } from '../../notifications/index.js';
import { PageQuery } from '../shared/page.dto.js';

export class NotificationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Only what was not read.' })
  @IsOptional()
  @IsIn(['true', 'false'])
  unread: 'true' | 'false' = 'false';
}

export class NotificationTicketAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  number: number;

  @ApiProperty()
  subject: string;
}

export class NotificationAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: NOTIFICATION_KINDS })
  kind: string;

  @ApiProperty({ type: NotificationTicketAnswer })
  ticket: NotificationTicketAnswer;

  @ApiProperty({ description: 'Who did it the last time: an agent, the customer, or a part of the desk.' })
  actorName: string;

  @ApiProperty({
    type: Object,
    description: 'Small facts of the last time: `messageId`, `metric`, `percent`, `dueAt`, `priority`, `ruleName`.',
  })
  details: Record<string, unknown>;

  @ApiProperty({ description: 'How often it happened until it was read.' })
  times: number;

  @ApiProperty({ format: 'date-time' })
  firstAt: string;

  @ApiProperty({ format: 'date-time' })
  lastAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  readAt: string | null;
}

export class NotificationCountAnswer {
  @ApiProperty({ type: 'integer', maximum: 1001, description: '1,001 stands for more than a thousand.' })
  unread: number;
}

export class ReadInput {
  @ApiPropertyOptional({ type: [String], description: 'Default: all.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  ids?: string[];
}

export class NotificationPreferenceInput {
  @ApiProperty({ enum: NOTIFICATION_KINDS, isArray: true, description: 'What you are not told of.' })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(NOTIFICATION_KINDS.length)
  @IsIn(NOTIFICATION_KINDS, { each: true })
  muted: NotificationKind[];

  @ApiProperty({ enum: DIGESTS, description: 'How often what is unread comes by mail.' })
  @IsIn(DIGESTS)
  digest: Digest;

  @ApiPropertyOptional({ minimum: 0, maximum: 23, default: PREFERENCE_DEFAULT.digestHour, description: 'The hour of a daily digest.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(23)
  digestHour: number = PREFERENCE_DEFAULT.digestHour;

  @ApiPropertyOptional({ default: PREFERENCE_DEFAULT.zone, example: 'Asia/Jakarta', description: 'IANA zone of that hour.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  zone: string = PREFERENCE_DEFAULT.zone;
}

export class NotificationPreferenceAnswer {
  @ApiProperty({ enum: NOTIFICATION_KINDS, isArray: true })
  muted: string[];

  @ApiProperty({ enum: DIGESTS })
  digest: string;

  @ApiProperty()
  digestHour: number;

  @ApiProperty()
  zone: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  nextDigestAt: string | null;
}

export class NotificationSettingsInput {
  @ApiProperty({ nullable: true, type: String, description: 'The inbox by which digests are sent; null: none are.' })
  @ValidateIf((input: NotificationSettingsInput) => input.digestInboxId !== null)
  @IsUUID()
  digestInboxId: string | null;
}

export class DigestFailureAnswer {
  @ApiProperty()
  code: string;

  @ApiProperty()
  message: string;

  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class NotificationSettingsAnswer {
  @ApiProperty({ nullable: true, type: String })
  digestInboxId: string | null;

  @ApiProperty({ nullable: true, type: DigestFailureAnswer, description: 'Of the last digest that could not be sent by this inbox.' })
  lastFailure: DigestFailureAnswer | null;
}
