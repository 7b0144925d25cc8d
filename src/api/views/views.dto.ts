import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { VIEW_AUDIENCES, VIEW_SORTS, type ViewAudience, type ViewDirection, type ViewSortField } from '../../saved-views/settings.js';
import { ListedTicketAnswer } from '../tickets/listed-ticket.dto.js';

const CONDITIONS = {
  type: Object,
  description:
    'A tree of `{ all: [] }`, `{ any: [] }`, `{ not: … }` and comparisons `{ field, operator, value }`. Fields: those of a ticket, `contact.…`, `custom.<key>`. `assigneeId` may be `me`, `teamId` may be `mine`. Unless it speaks of the status, a view shows open tickets.',
  example: {
    all: [
      { field: 'assigneeId', operator: 'missing' },
      { field: 'priority', operator: 'at-least', value: 'high' },
    ],
  },
};

export class ViewSortInput {
  @ApiProperty({ enum: VIEW_SORTS })
  @IsIn(VIEW_SORTS)
  by: ViewSortField;

  @ApiPropertyOptional({ enum: ['asc', 'desc'], description: 'Default: the usual one. Both for createdAt and lastMessageAt.' })
  @IsOptional()
  @IsIn(['asc', 'desc'])
  direction?: ViewDirection;
}

export class ViewChange {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional(CONDITIONS)
  @IsOptional()
  @IsObject()
  conditions?: Record<string, unknown>;

  @ApiPropertyOptional({ type: ViewSortInput })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ViewSortInput)
  sort?: ViewSortInput;

  @ApiPropertyOptional({ type: [String], description: 'What the list shows; `custom.<key>` as well.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  columns?: string[];

  @ApiPropertyOptional({ description: 'Place among the views.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  position?: number;

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class ViewInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ enum: VIEW_AUDIENCES, default: 'personal' })
  @IsOptional()
  @IsIn(VIEW_AUDIENCES)
  audience: ViewAudience = 'personal';

  @ApiPropertyOptional({ description: 'Whose view it is, when its audience is a team.' })
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiProperty(CONDITIONS)
  @IsObject()
  conditions: Record<string, unknown>;

  @ApiPropertyOptional({ type: ViewSortInput })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ViewSortInput)
  sort?: ViewSortInput;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  columns?: string[];

  @ApiPropertyOptional({ default: 100 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  position: number = 100;
}

export class ViewSortAnswer {
  @ApiProperty({ enum: VIEW_SORTS })
  by: string;

  @ApiProperty({ enum: ['asc', 'desc'] })
  direction: string;
}

export class ViewAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: VIEW_AUDIENCES })
  audience: string;

  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty({ type: Object })
  conditions: object;

  @ApiProperty({ type: ViewSortAnswer })
  sort: ViewSortAnswer;

  @ApiProperty({ type: [String] })
  columns: string[];

  @ApiProperty()
  position: number;

  @ApiProperty({ description: 'You may change and delete it.' })
  editable: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}

export class ViewTicketAnswer extends ListedTicketAnswer {
  @ApiProperty({ type: Object })
  customFields: Record<string, unknown>;
}
