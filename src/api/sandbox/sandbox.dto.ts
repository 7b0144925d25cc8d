import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBase64,
  IsIn,
  IsInt,
  IsMimeType,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const ACTS = ['say', 'seen', 'fault', 'dial', 'keys', 'speak', 'voicemail', 'silence', 'hang-up'] as const;
const TROUBLES = ['none', 'duplicate', 'forged', 'delayed', 'reordered'] as const;
const PERSON_MAX = 9_999;
/** The whole body has to fit into what the desk takes as JSON. */
const FILE_MAX = 1_000_000;

export class StageQuery {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(PERSON_MAX)
  person: number;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  people: number;

  @IsOptional()
  @IsString()
  @MaxLength(80)
  since?: string;
}

export class ActFile {
  @IsString()
  @Length(1, 200)
  filename: string;

  @IsMimeType()
  @MaxLength(100)
  contentType: string;

  @IsBase64()
  @MaxLength(FILE_MAX)
  content: string;
}

export class ActInput {
  @IsIn(ACTS)
  act: (typeof ACTS)[number];

  @IsInt()
  @Min(0)
  @Max(PERSON_MAX)
  person: number;

  @IsOptional()
  @Matches(/^[a-z]{2,20}$/)
  device?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  text?: string;

  @IsOptional()
  @IsString()
  @Length(1, 300)
  subject?: string;

  @IsOptional()
  @IsString()
  @Length(1, 400)
  replyTo?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => ActFile)
  files?: ActFile[];

  @IsOptional()
  @IsIn(TROUBLES)
  trouble?: (typeof TROUBLES)[number];

  @IsOptional()
  @IsIn([0, 429, 500])
  fault?: number;

  @IsOptional()
  @Matches(/^[0-9*#]{0,32}$|^hangup$/)
  digits?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(600)
  seconds?: number;
}
