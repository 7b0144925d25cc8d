import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
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
import { METRICS, type Metric } from '../../sla/settings.js';
import { STATUS_CATEGORIES } from '../../tickets/settings.js';

/** A year of them, around the clock. */
const MINUTES_MAX = 525_600;
const PAUSING = STATUS_CATEGORIES.filter((category) => category !== 'resolved' && category !== 'closed');

function Minutes(): PropertyDecorator {
  const parts = [ApiPropertyOptional({ minimum: 1, maximum: MINUTES_MAX }), IsOptional(), IsInt(), Min(1), Max(MINUTES_MAX)];
  return (target, key) => {
    for (const part of parts) part(target, key);
  };
}

/** Working minutes by priority; a priority that is left out is promised nothing. */
export class PriorityTargetsDto {
  @Minutes()
  low?: number;

  @Minutes()
  normal?: number;

  @Minutes()
  high?: number;

  @Minutes()
  urgent?: number;
}

function ByPriority(): PropertyDecorator {
  const parts = [
    ApiPropertyOptional({ type: PriorityTargetsDto }),
    IsOptional(),
    IsObject(),
    ValidateNested(),
    Type(() => PriorityTargetsDto),
  ];
  return (target, key) => {
    for (const part of parts) part(target, key);
  };
}

export class TargetsDto implements Partial<Record<Metric, PriorityTargetsDto>> {
  @ByPriority()
  'first-response'?: PriorityTargetsDto;

  @ByPriority()
  'next-response'?: PriorityTargetsDto;

  @ByPriority()
  resolution?: PriorityTargetsDto;

  @ByPriority()
  'periodic-update'?: PriorityTargetsDto;
}

function SomeMetrics(): PropertyDecorator {
  const parts = [
    ApiPropertyOptional({ enum: METRICS, isArray: true, description: 'Default: every metric.' }),
    IsOptional(),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(METRICS.length),
    IsIn(METRICS, { each: true }),
  ];
  return (target, key) => {
    for (const part of parts) part(target, key);
  };
}

export class PauseDto {
  @ApiProperty({ enum: PAUSING })
  @IsIn(PAUSING)
  statusCategory: string;

  @ApiProperty({ example: 'waiting for the customer' })
  @IsString()
  @Length(1, 200)
  reason: string;

  @SomeMetrics()
  metrics?: Metric[];
}

export class EscalationActionDto {
  @ApiProperty({ enum: ['notify', 'raise-priority', 'reassign'] })
  @IsIn(['notify', 'raise-priority', 'reassign'])
  type: 'notify' | 'raise-priority' | 'reassign';

  @ApiPropertyOptional({ enum: ['assignee', 'team', 'supervisors'], description: 'For `notify`.' })
  @IsOptional()
  @IsIn(['assignee', 'team', 'supervisors'])
  to?: 'assignee' | 'team' | 'supervisors';

  @ApiPropertyOptional({ description: 'For `reassign`.' })
  @IsOptional()
  @IsUUID()
  teamId?: string;
}

export class EscalationDto {
  @ApiProperty({ minimum: 0, maximum: MINUTES_MAX, description: 'Working minutes after the breach, while the clock is not fulfilled.' })
  @IsInt()
  @Min(0)
  @Max(MINUTES_MAX)
  afterMinutes: number;

  @SomeMetrics()
  metrics?: Metric[];

  @ApiProperty({ type: [EscalationActionDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => EscalationActionDto)
  actions: EscalationActionDto[];
}

export class SlaPolicyInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ minimum: 1, description: 'Its place among all; the first whose conditions hold applies. Default: the last.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  position?: number;

  @ApiPropertyOptional({ type: Object, description: 'Conditions over fields of the ticket. Default: every ticket.', example: { all: [] } })
  @IsOptional()
  @IsObject()
  condition?: Record<string, unknown>;

  @ApiPropertyOptional({ nullable: true, type: String, description: "Null: the calendar of the ticket's inbox, else around the clock." })
  @IsOptional()
  @IsUUID()
  calendarId?: string | null;

  @ApiProperty({ type: TargetsDto, description: 'At least one.' })
  @IsObject()
  @ValidateNested()
  @Type(() => TargetsDto)
  targets: TargetsDto;

  @ApiPropertyOptional({ type: [PauseDto], description: 'Default: pending pauses every clock, on_hold the resolution.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => PauseDto)
  pauses?: PauseDto[];

  @ApiPropertyOptional({ type: [Number], default: [], example: [80], description: 'Warn when so many percent of the target are spent.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(99, { each: true })
  warnAt?: number[];

  @ApiPropertyOptional({ type: [EscalationDto], default: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => EscalationDto)
  escalations?: EscalationDto[];
}

export class SlaPolicyChange extends PartialType(SlaPolicyInput) {
  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class SlaPolicyAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty()
  position: number;

  @ApiProperty({ type: Object })
  condition: Record<string, unknown>;

  @ApiProperty({ nullable: true, type: String })
  calendarId: string | null;

  @ApiProperty({ type: TargetsDto })
  targets: TargetsDto;

  @ApiProperty({ type: [PauseDto] })
  pauses: PauseDto[];

  @ApiProperty({ type: [Number] })
  warnAt: number[];

  @ApiProperty({ type: [EscalationDto] })
  escalations: EscalationDto[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
