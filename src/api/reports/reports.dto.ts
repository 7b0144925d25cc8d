import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsInstant } from '../shared/instant.js';

const CUTS = ['team', 'channel', 'category', 'agent'] as const;
const STEPS = ['hour', 'day', 'week', 'month', 'whole'] as const;

export class FiguresQueryDto {
  @ApiProperty({ format: 'date-time' })
  @IsInstant()
  from: string;

  @ApiProperty({
    format: 'date-time',
    description: 'Not included. At most 400 days after `from`, in steps of an hour 8. Whole quarters of an hour are counted.',
  })
  @IsInstant()
  to: string;

  @ApiPropertyOptional({ enum: CUTS, default: 'team', description: 'What the figures are broken down by.' })
  @IsOptional()
  @IsIn(CUTS)
  by: (typeof CUTS)[number] = 'team';

  @ApiPropertyOptional({ enum: STEPS, default: 'day' })
  @IsOptional()
  @IsIn(STEPS)
  every: (typeof STEPS)[number] = 'day';

  @ApiPropertyOptional({
    example: 'Asia/Jakarta',
    description: "IANA zone: where days begin. Without it the one in the asker's notification preferences, else UTC.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  zone?: string;

  @ApiPropertyOptional({ description: 'Only this team.' })
  @IsOptional()
  @IsUUID()
  teamId?: string;
}

export class SpanFigure {
  @ApiProperty()
  count: number;

  @ApiProperty({ nullable: true, type: Number })
  averageSeconds: number | null;

  @ApiProperty({ type: Object, description: 'How many took no longer than 1m, 5m, 15m, 1h, 4h, 1d, 3d.' })
  within: Record<string, number>;
}

export class FiguresAnswer {
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'Start of the step; null for the whole span.' })
  at: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'A channel, a category or an id; null: nobody.' })
  key: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'Of the team or agent; null for channels, categories and nobody.' })
  name: string | null;

  @ApiProperty()
  opened: number;

  @ApiProperty()
  received: number;

  @ApiProperty()
  sent: number;

  @ApiProperty()
  breaches: number;

  @ApiProperty({ type: SpanFigure })
  firstResponse: SpanFigure;

  @ApiProperty({ type: SpanFigure })
  wait: SpanFigure;

  @ApiProperty({ type: SpanFigure })
  resolution: SpanFigure;
}

export class FiguresPageAnswer {
  @ApiProperty({ format: 'date-time', description: 'What was counted begins here: `from`, or the quarter of an hour in which it lies.' })
  from: string;

  @ApiProperty({
    format: 'date-time',
    description: 'And ends here (not included): `to`, or the end of the quarter of an hour in which it lies.',
  })
  to: string;

  @ApiProperty({ type: [FiguresAnswer] })
  items: FiguresAnswer[];

  @ApiProperty({ description: 'There are more rows than a report shows: ask for a shorter span or longer steps.' })
  isCut: boolean;
}

export class QueueAnswer {
  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty({ nullable: true, type: String })
  teamName: string | null;

  @ApiProperty()
  open: number;

  @ApiProperty()
  unassigned: number;

  @ApiProperty({ description: 'Customers who wait for an answer of a person.' })
  waiting: number;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  longestWaitSince: string | null;

  @ApiProperty()
  overdue: number;

  @ApiProperty({ description: 'Due within 30 minutes.' })
  dueSoon: number;
}

export class QueuesAnswer {
  @ApiProperty({ type: [QueueAnswer] })
  items: QueueAnswer[];
}

export class BacklogPart {
  @ApiProperty({ nullable: true, type: String, description: 'A channel, a category, the id of a team or agent; null: nobody.' })
  key: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'Of the team or agent.' })
  name: string | null;

  @ApiProperty()
  open: number;
}

export class BacklogAnswer {
  @ApiProperty({ format: 'date-time', description: '`to`, or the end of the quarter of an hour in which it lies.' })
  at: string;

  @ApiProperty({ description: 'Tickets that were not resolved at that instant.' })
  open: number;

  @ApiProperty({ type: [BacklogPart], description: 'The same by `by`, most first.' })
  items: BacklogPart[];
}
