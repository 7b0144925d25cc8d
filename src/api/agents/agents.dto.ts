import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../access/index.js';
import { ROLES, type Role } from '../../kernel/actor.js';
import { SkillNeedDto } from '../routing/rules.dto.js';

export class AgentInput {
  @ApiProperty()
  @IsEmail()
  @Length(3, 320)
  email: string;

  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role: Role;

  @ApiProperty({ minLength: PASSWORD_MIN })
  @IsString()
  @Length(PASSWORD_MIN, PASSWORD_MAX)
  password: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  teamIds?: string[];

  @ApiPropertyOptional({ type: [String], example: ['id', 'en'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { each: true })
  languages?: string[];

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ type: [SkillNeedDto], description: 'Replaces all of them.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SkillNeedDto)
  skills?: SkillNeedDto[];

  @ApiPropertyOptional({ minimum: 0, maximum: 1000, default: 6, description: 'Units of tickets carried at once; see channel-weights.' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(1000)
  capacity?: number;
}

export class AgentChange extends PartialType(OmitType(AgentInput, ['email'] as const)) {
  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class AgentAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ROLES })
  role: string;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ type: [String] })
  languages: string[];

  @ApiProperty({ type: [String] })
  teamIds: string[];

  @ApiProperty({ type: [SkillNeedDto] })
  skills: SkillNeedDto[];

  @ApiProperty()
  capacity: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
