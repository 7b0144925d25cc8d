import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { RELATION_KINDS, type RelationKind } from '../../tickets/settings.js';
import { InstantText } from '../shared/instant.js';
import { ReadMark } from './ticket-standing.dto.js';

export class SnoozeInput extends ReadMark {
  @InstantText({ description: 'Put off until then. To wake it sooner: PATCH with `snoozedUntil: null`.' })
  until: string;
}

export class FollowInput {
  @ApiPropertyOptional({ description: 'Default: you.' })
  @IsOptional()
  @IsUUID()
  agentId?: string;
}

export class RelateInput {
  @ApiProperty()
  @IsUUID()
  ticketId: string;

  @ApiPropertyOptional({ enum: RELATION_KINDS, default: 'related', description: 'What the other ticket is to this one.' })
  @IsOptional()
  @IsIn(RELATION_KINDS)
  kind?: RelationKind;
}

export class MergeInput {
  @ApiProperty({ description: 'The ticket in whose timeline everything stands from then on.' })
  @IsUUID()
  intoId: string;

  @ApiPropertyOptional({ default: false, description: 'The tickets belong to different customers, and a supervisor wants it.' })
  @IsOptional()
  @IsBoolean()
  acrossContacts?: boolean;
}

export class SplitInput {
  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  messageIds: string[];

  @ApiPropertyOptional({ description: 'Default: that of the ticket they come from.' })
  @IsOptional()
  @IsString()
  @Length(1, 250)
  subject?: string;
}

export class RelatedAnswer {
  @ApiProperty()
  ticketId: string;

  @ApiProperty()
  number: number;

  @ApiProperty()
  subject: string;

  @ApiProperty()
  statusCategory: string;

  @ApiProperty({ enum: RELATION_KINDS, description: 'What it is to this ticket.' })
  kind: string;
}
