import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PRIORITIES, STATUS_CATEGORIES } from '../../tickets/settings.js';
import { PageQuery } from '../shared/page.dto.js';
import { ContactSummary } from '../tickets/tickets.dto.js';

const SORTS = ['best', 'newest'] as const;

export class SearchQuery extends PageQuery {
  @ApiProperty({
    description:
      'Words (all of them), `"a phrase"`, `-without`, `begin*` (the last word too, unless a space follows), and filters: `channel:` `category:` `status:` `priority:` `language:` `tag:` `team:` (name, id, mine, none) `assignee:` (address, id, me, none) `from:` (who said it) `has:attachment` `before:` `after:` (a day or an instant, UTC).',
    example: 'refund "belum masuk" channel:email before:2026-11-01',
  })
  @IsString()
  @Length(1, 500)
  q: string;

  @ApiPropertyOptional({
    enum: SORTS,
    default: 'best',
    description:
      '`best` puts the 300 newest hits in order, or those of them that a moment of looking back finds, and then those of the next moment; `newest` goes on without end.',
  })
  @IsOptional()
  @IsIn(SORTS)
  sort: (typeof SORTS)[number] = 'best';
}

export class SearchTicketAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  number: number;

  @ApiProperty()
  subject: string;

  @ApiProperty()
  status: string;

  @ApiProperty({ enum: STATUS_CATEGORIES })
  statusCategory: string;

  @ApiProperty({ enum: PRIORITIES })
  priority: string;

  @ApiProperty()
  category: string;

  @ApiProperty()
  channel: string;

  @ApiProperty({ type: ContactSummary })
  contact: ContactSummary;

  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty({ nullable: true, type: String })
  assigneeId: string | null;
}

export class SearchMessageAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  seq: number;

  @ApiProperty({ enum: ['inbound', 'outbound', 'internal'] })
  direction: string;

  @ApiProperty()
  kind: string;

  @ApiProperty()
  channel: string;

  @ApiProperty()
  authorName: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

export class SnippetAnswer {
  @ApiProperty({ enum: ['text', 'subject', 'contact', 'customField'] })
  field: string;

  @ApiProperty({ description: 'Plain text: escape it.' })
  text: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'integer' } },
    description: 'What was found: [start, end) in UTF-16 units of `text`.',
  })
  ranges: number[][];
}

export class SearchHitAnswer {
  @ApiProperty({ type: SearchTicketAnswer })
  ticket: SearchTicketAnswer;

  @ApiProperty({ type: SearchMessageAnswer })
  message: SearchMessageAnswer;

  @ApiProperty({ type: [SnippetAnswer] })
  snippets: SnippetAnswer[];
}
