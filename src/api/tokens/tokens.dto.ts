import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PERMISSIONS } from '../../access/index.js';
import { IsInstant } from '../shared/instant.js';

export class TokenInput {
  @ApiProperty({ example: 'Wallet backend' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PERMISSIONS.length)
  @ArrayUnique()
  @IsIn(PERMISSIONS, { each: true })
  scopes: string[];

  @ApiPropertyOptional({ format: 'date-time', description: 'Default: never.' })
  @IsOptional()
  @IsInstant()
  expiresAt?: string;
}

export class NewTokenAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ description: 'Shown this once only.' })
  token: string;
}

export class TokenAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: [String] })
  scopes: string[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  expiresAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  lastUsedAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  revokedAt: string | null;
}
