import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Length, ValidateIf } from 'class-validator';
import { IsInstant } from '../shared/instant.js';
import { PageQuery } from '../shared/page.dto.js';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose deeds; those of their tokens too.' })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({ example: 'PATCH /api/v1/tickets/:id' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  action?: string;

  @ApiPropertyOptional({ example: 'tickets', description: 'Required with `resourceId`.' })
  @ValidateIf((query: AuditQuery) => query.resource !== undefined || query.resourceId !== undefined)
  @IsString()
  @Length(1, 100)
  resource?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  resourceId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'At or after.' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before.' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class AuditAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ enum: ['agent', 'token', 'system'] })
  actorType: string;

  @ApiProperty({ nullable: true, type: String })
  actorId: string | null;

  @ApiProperty()
  actorName: string;

  @ApiProperty({ nullable: true, type: String, description: 'Which token of the agent it was.' })
  tokenId: string | null;

  @ApiProperty({ example: 'PATCH /api/v1/tickets/:id' })
  action: string;

  @ApiProperty({ example: 'tickets' })
  resource: string;

  @ApiProperty({ nullable: true, type: String })
  resourceId: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`fields` that were sent, `made` ids, `changes` of settings and of facts of tickets; never bodies or secrets.',
  })
  detail: Record<string, unknown>;

  @ApiProperty()
  address: string;

  @ApiProperty()
  requestId: string;

  @ApiProperty({ nullable: true, type: Number, description: 'Place in the chain; null for about a second after the commit.' })
  seq: number | null;

  @ApiProperty({ nullable: true, type: String, description: 'SHA-256 over the hash before and this row, hexadecimal.' })
  hash: string | null;
}
