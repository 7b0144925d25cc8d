import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

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

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class InboxChange extends PartialType(
  PickType(InboxInput, ['name', 'settings', 'teamId', 'language', 'calendarId', 'enabled'] as const),
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
  enabled: boolean;

  @ApiProperty({ nullable: true, type: HealthAnswer })
  health: HealthAnswer | null;

  @ApiProperty({ type: Object, description: 'By purpose: enter them at the provider.' })
  webhookUrls: Record<string, string>;

  @ApiProperty()
  version: number;
}
