import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { TextsByLanguage } from '../shared/names.js';

export class InboxInput {
  @ApiProperty({ example: 'Support mailbox' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ example: 'email' })
  @IsString()
  @Length(1, 40)
  channel: string;

  @ApiProperty({ example: 'imap' })
  @IsString()
  @Length(1, 40)
  provider: string;

  @ApiProperty({ type: Object, description: 'See GET /api/v1/channels for the fields of each provider. Secrets are write-only.' })
  @IsObject()
  settings: Record<string, unknown>;

  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  @ApiPropertyOptional({ example: 'id', default: 'en', description: "BCP 47 tag of the customers' language." })
  @IsOptional()
  @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language?: string;

  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsUUID()
  calendarId?: string | null;

  @ApiPropertyOptional({
    default: 14,
    description: "For so many days a customer's message reopens what was resolved; then it opens a linked ticket.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  reopenDays?: number;

  @ApiPropertyOptional({
    nullable: true,
    type: Number,
    description: 'After so many days of silence a pending or resolved ticket closes; null: never.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  autoCloseDays?: number | null;

  @ApiPropertyOptional({ default: 2, description: 'So many days before that the customer is told; 0: not at all.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  autoCloseNoticeDays?: number;

  @TextsByLanguage({ max: 2000 })
  autoCloseNotice?: Record<string, string>;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class InboxChange extends PartialType(
  PickType(InboxInput, [
    'name',
    'settings',
    'teamId',
    'language',
    'calendarId',
    'enabled',
    'reopenDays',
    'autoCloseDays',
    'autoCloseNoticeDays',
    'autoCloseNotice',
  ] as const),
) {
  @ApiPropertyOptional({ description: 'Refused with 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class HealthAnswer {
  @ApiProperty()
  ok: boolean;

  @ApiProperty({ description: 'What is wrong and what to do.' })
  message: string;

  @ApiProperty({ format: 'date-time' })
  checkedAt: string;
}

export class InboxAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  channel: string;

  @ApiProperty()
  provider: string;

  @ApiProperty({ type: Object, description: 'Without secrets.' })
  settings: Record<string, unknown>;

  @ApiProperty({ type: [String], description: 'Names of the secrets that are set.' })
  secretsSet: string[];

  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty()
  language: string;

  @ApiProperty({ nullable: true, type: String })
  calendarId: string | null;

  @ApiProperty()
  reopenDays: number;

  @ApiProperty({ nullable: true, type: Number })
  autoCloseDays: number | null;

  @ApiProperty()
  autoCloseNoticeDays: number;

  @ApiProperty({ type: Object, description: 'By language.' })
  autoCloseNotice: Record<string, string>;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ nullable: true, type: HealthAnswer })
  health: HealthAnswer | null;

  @ApiProperty({ type: Object, description: 'By purpose: enter them at the provider.' })
  webhookUrls: Record<string, string>;

  @ApiProperty()
  version: number;
}
