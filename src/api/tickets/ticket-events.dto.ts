import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../shared/page.dto.js';

export class TicketEventsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['oldest', 'newest'], default: 'oldest', description: 'Which come first.' })
  @IsOptional()
  @IsIn(['oldest', 'newest'])
  order: 'oldest' | 'newest' = 'oldest';
}

export class TicketEventAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ example: 'ticket.changed' })
  name: string;

  @ApiProperty({ type: Object })
  actor: { type: string; id: string | null; name: string };

  @ApiProperty({ type: Object })
  data: Record<string, unknown>;

  @ApiProperty({ format: 'date-time' })
  at: string;
}
