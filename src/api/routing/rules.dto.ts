import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PRIORITIES, type Priority } from '../../tickets/settings.js';

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export class SkillNeedDto {
  @ApiProperty()
  @IsUUID()
  skillId: string;

  @ApiProperty({ minimum: 1, maximum: 5, description: '1: beginner, 5: expert.' })
  @IsInt()
  @Min(1)
  @Max(5)
  level: number;
}

export class RuleActionsDto {
  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  @ApiPropertyOptional({ enum: PRIORITIES, nullable: true })
  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority | null;

  @ApiPropertyOptional({ nullable: true, type: String, example: 'refund' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string | null;

  @ApiPropertyOptional({ nullable: true, type: String, example: 'id', description: 'The language of the ticket, whatever was detected.' })
  @IsOptional()
  @Matches(LANGUAGE)
  language?: string | null;

  @ApiPropertyOptional({ type: [String], description: 'Added to the tags there are.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  tags?: string[];

  @ApiPropertyOptional({ type: [SkillNeedDto], description: 'What whoever takes the ticket must master, and how well.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => SkillNeedDto)
  skills?: SkillNeedDto[];
}

export class RuleInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ minimum: 1, description: 'Its place among the rules; those from there on move down. Default: the last.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  position?: number;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ default: false, description: 'Later rules are looked at although this one matched.' })
  @IsOptional()
  @IsBoolean()
  continue?: boolean;

  @ApiProperty({
    type: Object,
    description: 'Asked of the ticket (`subject`, `channel` …), its first message (`message.text` …) and `detectedLanguage`.',
    example: { any: [{ field: 'message.text', operator: 'contains-any', value: ['refund', '退款'] }] },
  })
  @IsObject()
  conditions: Record<string, unknown>;

  @ApiProperty({ type: RuleActionsDto, description: 'In a change: replaces all of them.' })
  @IsObject()
  @ValidateNested()
  @Type(() => RuleActionsDto)
  actions: RuleActionsDto;
}

export class RuleChange extends PartialType(RuleInput) {
  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class RuleAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  position: number;

  @ApiProperty()
  name: string;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty()
  continue: boolean;

  @ApiProperty({ type: Object })
  conditions: object;

  @ApiProperty({ type: RuleActionsDto })
  actions: RuleActionsDto;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
