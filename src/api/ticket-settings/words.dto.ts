import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { STATUS_CATEGORIES, type StatusCategory } from '../../tickets/settings.js';
import { TextsByLanguage } from '../shared/names.js';

const KEY = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const POSITION_MAX = 10_000;

export class WordInput {
  @TextsByLanguage({ max: 60 })
  names?: Record<string, string>;

  @ApiPropertyOptional({ default: 100, description: 'Where it stands in lists; the first of a category stands for it.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(POSITION_MAX)
  position?: number;
}

export class StatusInput extends WordInput {
  @ApiProperty({ example: 'waiting-for-bank', description: 'What tickets, rules and programs keep; it never changes.' })
  @Matches(KEY)
  name: string;

  @ApiProperty({ enum: STATUS_CATEGORIES, description: 'What clocks and reports look at; it never changes.' })
  @IsIn(STATUS_CATEGORIES)
  category: StatusCategory;
}

export class CategoryInput extends WordInput {
  @ApiProperty({ example: 'card', description: 'What tickets, rules and programs keep; it never changes.' })
  @Matches(KEY)
  key: string;
}

export class WordChangeInput extends WordInput {
  @ApiPropertyOptional({ description: 'What is switched off stays on the tickets that have it and cannot be chosen any more.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class WordAnswer {
  @ApiProperty({ type: Object, description: 'What people read, by language; where one is missing the key is shown.' })
  names: Record<string, string>;

  @ApiProperty()
  position: number;

  @ApiProperty()
  enabled: boolean;
}

export class StatusAnswer extends WordAnswer {
  @ApiProperty()
  name: string;

  @ApiProperty({ enum: STATUS_CATEGORIES })
  category: string;

  @ApiProperty({ description: 'May an agent set it? `merged` is set by merging only.' })
  choosable: boolean;
}

export class CategoryAnswer extends WordAnswer {
  @ApiProperty()
  key: string;
}
