import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import { IdentityAnswer, IdentityInput } from '../shared/identity.dto.js';
import { PageQuery } from '../shared/page.dto.js';

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export class ContactsQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'email', description: 'With `value`: only contacts with this identity.' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  kind?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 320)
  value?: string;
}

export class ContactInput {
  @ApiProperty()
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({ example: 'id' })
  @IsOptional()
  @Matches(LANGUAGE)
  language?: string;

  @ApiPropertyOptional({ type: [IdentityInput] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => IdentityInput)
  identities?: IdentityInput[];
}

export class ContactChange {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(LANGUAGE)
  language?: string;

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    example: 'gold',
    description: 'How much this customer matters; rules may ask for it.',
  })
  @IsOptional()
  @Matches(/^[\p{L}\p{N}_-]{1,40}$/u)
  tier?: string | null;

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class ContactAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ nullable: true, type: String })
  language: string | null;

  @ApiProperty({ nullable: true, type: String })
  tier: string | null;

  @ApiProperty({ description: 'What they open is spam until somebody looks.' })
  isSpam: boolean;

  @ApiProperty({ nullable: true, type: String, description: 'The contact that has its accounts and tickets now.' })
  mergedIntoId: string | null;

  @ApiProperty({ type: [IdentityAnswer] })
  identities: IdentityAnswer[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
