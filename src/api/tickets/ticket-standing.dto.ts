import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { InstantText } from '../shared/instant.js';
import { PageQuery } from '../shared/page.dto.js';

/** How a list asks for what is put off or hidden, and by custom fields. */
export class StandingQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Only tickets that are put off, or only those that are not.' })
  @IsOptional()
  @IsIn(['true', 'false'])
  snoozed?: 'true' | 'false';

  @ApiPropertyOptional({ enum: ['deleted', 'spam', 'merged'], description: 'Lists show none of these unless they are asked for one.' })
  @IsOptional()
  @IsIn(['deleted', 'spam', 'merged'])
  hidden?: 'deleted' | 'spam' | 'merged';

  @ApiPropertyOptional({
    type: [String],
    example: ['orderNumber:A-17'],
    description: '`<key>:<value>` of a custom field; repeat it for several.',
  })
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => (Array.isArray(value) ? value : [value]))
  @ArrayMaxSize(5)
  @Matches(/^[A-Za-z][A-Za-z0-9_]{0,39}:.{1,200}$/s, { each: true })
  custom?: string[];
}

export class TicketQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Also when it was deleted.' })
  @IsOptional()
  @IsIn(['true', 'false'])
  deleted?: 'true' | 'false';
}

/** What a change that ends or puts off the conversation is checked against. */
export class ReadMark {
  @ApiPropertyOptional({
    description: 'The seq of the last message you read; 409 `ticket.stale` when this resolves or puts off what the customer wrote since.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  afterSeq?: number;
}

/** How a ticket is put off or on hold, and what this company keeps of it. */
export class StandingChange extends ReadMark {
  @ApiPropertyOptional({ type: Object, description: 'Merged into what is there; null takes a value away.' })
  @IsOptional()
  @IsObject()
  customFields?: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'For whom or what it waits; needed to put it on hold.' })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  holdReason?: string;

  @InstantText({ description: 'Put off until then; null wakes it.', optional: true })
  snoozedUntil?: string | null;
}

/** What keeps a ticket from the lists, or puts it off. */
export class StandingAnswer {
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  snoozedUntil: string | null;

  @ApiProperty({ nullable: true, type: String })
  holdReason: string | null;

  @ApiProperty()
  isSpam: boolean;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  deletedAt: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'The ticket in whose timeline its messages stand.' })
  mergedIntoId: string | null;
}
