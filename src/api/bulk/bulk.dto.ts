import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../shared/page.dto.js';
import { TicketChange } from '../tickets/tickets.dto.js';

export const BULK_MAX = 1000;
const ITEM_STATES = ['waiting', 'done', 'refused', 'undone', 'kept'] as const;

export class BulkChange extends PickType(TicketChange, ['status', 'priority', 'category', 'teamId', 'assigneeId', 'holdReason'] as const) {
  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  addTags?: string[];

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  removeTags?: string[];
}

export class BulkInput {
  @ApiProperty({ type: [String], maxItems: BULK_MAX })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ticketIds: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description:
      'By ticket: the seq of the last message you saw. One whose customer wrote since (without it: since this call) is neither resolved nor put off.',
  })
  @IsOptional()
  @IsObject()
  afterSeqs?: Record<string, number>;

  @ApiProperty({ type: BulkChange })
  @IsObject()
  @ValidateNested()
  @Type(() => BulkChange)
  change: BulkChange;
}

export class BulkItemsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ITEM_STATES })
  @IsOptional()
  @IsIn(ITEM_STATES)
  state?: (typeof ITEM_STATES)[number];
}

export class BulkCounts {
  @ApiProperty()
  waiting: number;

  @ApiProperty()
  done: number;

  @ApiProperty()
  refused: number;

  @ApiProperty()
  undone: number;

  @ApiProperty({ description: 'Not undone, because somebody changed it since.' })
  kept: number;
}

export class BulkAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: ['running', 'done', 'undoing', 'undone'] })
  state: string;

  @ApiProperty()
  total: number;

  @ApiProperty({ type: BulkCounts })
  counts: BulkCounts;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  finishedAt: string | null;
}

export class BulkItemAnswer {
  @ApiProperty()
  ticketId: string;

  @ApiProperty({ enum: ITEM_STATES })
  state: string;

  @ApiProperty({ nullable: true, type: String, description: 'Why it was refused or kept.' })
  code: string | null;
}
