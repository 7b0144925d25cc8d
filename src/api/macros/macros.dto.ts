import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { MACRO_ACTIONS, VISIBILITIES, type Visibility } from '../../automation/settings.js';

const ACTIONS = `What it does, each an object with a \`type\`: ${MACRO_ACTIONS.join(', ')}. Texts may name {{fields}}.`;
export const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;

export class MacroInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ enum: VISIBILITIES, default: 'personal' })
  @IsOptional()
  @IsIn(VISIBILITIES)
  visibility: Visibility = 'personal';

  @ApiPropertyOptional({ description: 'With visibility `team`.' })
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiProperty({ type: [Object], description: ACTIONS })
  @IsArray()
  @ArrayMaxSize(30)
  actions: object[];
}

export class MacroChange {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional({ enum: VISIBILITIES })
  @IsOptional()
  @IsIn(VISIBILITIES)
  visibility?: Visibility;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiPropertyOptional({ type: [Object], description: ACTIONS })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  actions?: object[];

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class MacroAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: VISIBILITIES })
  visibility: string;

  @ApiProperty({ nullable: true, type: String })
  ownerId: string | null;

  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty({ type: [Object] })
  actions: object[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}

export class ApplyMacroInput {
  @ApiPropertyOptional({ default: false, description: 'Tell what it would do, and do nothing.' })
  @IsOptional()
  @IsBoolean()
  preview?: boolean;

  @ApiPropertyOptional({ description: 'The version of the ticket you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;

  @ApiPropertyOptional({ description: 'The last seq you saw: 409 `reply.stale` when the customer wrote since and the macro replies.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  afterSeq?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 60, description: 'The reply can be cancelled for so long; what is set is set at once.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  undoSeconds?: number;

  @ApiPropertyOptional({ description: 'Of the reply; default: that of the ticket.', example: 'id' })
  @IsOptional()
  @Matches(LANGUAGE)
  language?: string;
}

export class SaidAnswer {
  @ApiProperty()
  language: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ nullable: true, type: String })
  html: string | null;

  @ApiProperty({ type: [String], description: 'Placeholders that had no value; "–" stands in their place.' })
  missing: string[];
}

export class AppliedMacroAnswer {
  @ApiProperty({ description: 'False for a preview.' })
  applied: boolean;

  @ApiProperty({ type: Object, description: 'What is set on the ticket.' })
  change: object;

  @ApiProperty({ type: [String] })
  notes: string[];

  @ApiProperty({ type: SaidAnswer, nullable: true })
  reply: SaidAnswer | null;

  @ApiProperty({ nullable: true, type: String, description: 'The reply that was sent.' })
  messageId: string | null;
}
