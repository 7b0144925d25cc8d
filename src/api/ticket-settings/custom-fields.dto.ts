import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { CUSTOM_FIELD_KINDS, type CustomFieldKind } from '../../tickets/settings.js';
import { TextsByLanguage } from '../shared/names.js';

const KEY = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

class CustomFieldFacts {
  @TextsByLanguage({ max: 100 })
  labels?: Record<string, string>;

  @ApiPropertyOptional({ type: [String], description: 'What a field of kind `list` may be.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  options?: string[];

  @ApiPropertyOptional({ default: false, description: 'Must it be known before a ticket may be resolved or closed?' })
  @IsOptional()
  @IsBoolean()
  requiredOnResolve?: boolean;

  @ApiPropertyOptional({ default: 100 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;
}

export class CustomFieldInput extends CustomFieldFacts {
  @ApiProperty({ example: 'orderNumber', description: 'Conditions know it as `custom.orderNumber`; it never changes.' })
  @Matches(KEY)
  @IsNotIn(Object.getOwnPropertyNames(Object.prototype)) // values are kept in a plain object
  key: string;

  @ApiProperty({ enum: CUSTOM_FIELD_KINDS, description: 'It never changes: values of tickets have this type.' })
  @IsIn(CUSTOM_FIELD_KINDS)
  kind: CustomFieldKind;
}

export class CustomFieldChangeInput extends CustomFieldFacts {
  @ApiPropertyOptional({ description: 'Tickets keep the values of a field that is switched off; nobody can set or filter them any more.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class CustomFieldAnswer {
  @ApiProperty()
  key: string;

  @ApiProperty({ enum: CUSTOM_FIELD_KINDS })
  kind: string;

  @ApiProperty({ type: Object, description: 'What people read, by language.' })
  labels: Record<string, string>;

  @ApiProperty({ type: [String] })
  options: string[];

  @ApiProperty()
  requiredOnResolve: boolean;

  @ApiProperty()
  position: number;

  @ApiProperty()
  enabled: boolean;
}
