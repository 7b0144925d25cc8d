import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional } from 'class-validator';
import { ROLES, type Role } from '../../kernel/actor.js';

export class SecuritySettingsChange {
  @ApiPropertyOptional({ enum: ROLES, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ROLES.length)
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  twoFactorRoles?: Role[];

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class SecuritySettingsAnswer {
  @ApiProperty({ enum: ROLES, isArray: true, description: 'Who has one of these roles and logs in by password needs two-factor login.' })
  twoFactorRoles: Role[];

  @ApiProperty()
  version: number;
}
