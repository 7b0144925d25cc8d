import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { VISIBILITIES, type Visibility } from '../../automation/settings.js';
import { LANGUAGE } from '../macros/macros.dto.js';
import { PageQuery } from '../shared/page.dto.js';

const SHORTCUT = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const TEXTS = 'By language: `{ "en": { "text": "Hello {{contact.name}}", "html": "…" }, "id": { … } }`.';

export class CannedTextsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Start of the shortcut.' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  q?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;
}

export class CannedTextInput {
  @ApiProperty({ example: 'refund-time' })
  @Matches(SHORTCUT)
  shortcut: string;

  @ApiPropertyOptional({ default: 'general' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  category: string = 'general';

  @ApiPropertyOptional({ enum: VISIBILITIES, default: 'personal' })
  @IsOptional()
  @IsIn(VISIBILITIES)
  visibility: Visibility = 'personal';

  @ApiPropertyOptional({ description: 'With visibility `team`.' })
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiProperty({ type: Object, description: TEXTS })
  @IsObject()
  texts: object;
}

export class CannedTextChange {
  @ApiPropertyOptional()
  @IsOptional()
  @Matches(SHORTCUT)
  shortcut?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 60)
  category?: string;

  @ApiPropertyOptional({ enum: VISIBILITIES })
  @IsOptional()
  @IsIn(VISIBILITIES)
  visibility?: Visibility;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiPropertyOptional({ type: Object, description: TEXTS })
  @IsOptional()
  @IsObject()
  texts?: object;

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class RenderQuery {
  @ApiProperty({ description: 'Whose values take the place of the {{fields}}.' })
  @IsUUID()
  ticketId: string;

  @ApiPropertyOptional({ description: 'Default: that of the ticket.', example: 'id' })
  @IsOptional()
  @Matches(LANGUAGE)
  language?: string;
}

export class CannedTextAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  shortcut: string;

  @ApiProperty()
  category: string;

  @ApiProperty({ enum: VISIBILITIES })
  visibility: string;

  @ApiProperty({ nullable: true, type: String })
  ownerId: string | null;

  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty({ type: Object, description: TEXTS })
  texts: object;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
