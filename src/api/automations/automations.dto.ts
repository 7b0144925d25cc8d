import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { EVERY_MINUTES_MAX, EVERY_MINUTES_MIN, RULE_ACTIONS, TRIGGERS } from '../../automation/settings.js';

const CONDITION =
  'A tree of `{ all | any: [...] }`, `{ not: … }` and `{ field, operator, value }`. Fields of the ticket, `contact.…`, `custom.<key>`; ' +
  'on events also `message.…`, `changed.<field>` (true when the event changed it) and `was.<field>`.';
const ACTIONS = `Each an object with a \`type\`: ${RULE_ACTIONS.join(', ')}.`;

/** What a rule is, apart from its name and place. */
export class AutomationRuleInput {
  @ApiPropertyOptional({ enum: TRIGGERS, isArray: true, description: 'What it waits for; or `everyMinutes`.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(TRIGGERS.length)
  @ArrayUnique()
  @IsIn(TRIGGERS, { each: true })
  events?: string[];

  @ApiPropertyOptional({
    minimum: EVERY_MINUTES_MIN,
    maximum: EVERY_MINUTES_MAX,
    description: 'How often it looks at all tickets that are not closed; it acts once on each stay in a status.',
  })
  @IsOptional()
  @IsInt()
  @Min(EVERY_MINUTES_MIN)
  @Max(EVERY_MINUTES_MAX)
  everyMinutes?: number;

  @ApiProperty({ type: Object, description: CONDITION })
  @IsObject()
  condition: object;

  @ApiProperty({ type: [Object], description: ACTIONS })
  @IsArray()
  @ArrayMaxSize(30)
  actions: object[];
}

export class AutomationInput extends AutomationRuleInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ default: 100, description: 'Rules run in this order, lowest first.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  position: number = 100;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled: boolean = true;
}

export class AutomationChange {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  position?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ enum: TRIGGERS, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(TRIGGERS.length)
  @ArrayUnique()
  @IsIn(TRIGGERS, { each: true })
  events?: string[];

  @ApiPropertyOptional({ nullable: true, type: Number })
  @IsOptional()
  @IsInt()
  @Min(EVERY_MINUTES_MIN)
  @Max(EVERY_MINUTES_MAX)
  everyMinutes?: number | null;

  @ApiPropertyOptional({ type: Object, description: CONDITION })
  @IsOptional()
  @IsObject()
  condition?: object;

  @ApiPropertyOptional({ type: [Object], description: ACTIONS })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  actions?: object[];

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class AutomationAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  position: number;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ enum: TRIGGERS, isArray: true })
  events: string[];

  @ApiProperty({ nullable: true, type: Number })
  everyMinutes: number | null;

  @ApiProperty({ type: Object })
  condition: object;

  @ApiProperty({ type: [Object] })
  actions: object[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}

export class RunFaultAnswer {
  @ApiProperty()
  code: string;

  @ApiProperty()
  message: string;
}

export class AutomationRunAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  automationId: string;

  @ApiProperty()
  automationName: string;

  @ApiProperty()
  ticketId: string;

  @ApiProperty()
  eventId: string;

  @ApiProperty({ description: 'What set it off; `time` for rules by time.' })
  eventName: string;

  @ApiProperty({ description: 'How many automations had led to the event.' })
  depth: number;

  @ApiProperty({ enum: ['done', 'stopped', 'failed'], description: '`stopped`: the chain of causes was too long.' })
  outcome: string;

  @ApiProperty({ type: [Object], description: 'Each comparison with what it was asked of and whether it held.' })
  verdict: object[];

  @ApiProperty({ type: [Object], description: 'What was done, or withheld and why.' })
  actions: object[];

  @ApiProperty({ type: RunFaultAnswer, nullable: true })
  error: RunFaultAnswer | null;

  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class DryRunInput {
  @ApiProperty({ type: AutomationRuleInput })
  @IsObject()
  @ValidateNested()
  @Type(() => AutomationRuleInput)
  rule: AutomationRuleInput;

  @ApiPropertyOptional({ minimum: 1, maximum: 30, default: 7 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(30)
  days: number = 7;
}

export class DryRunMatchAnswer {
  @ApiProperty()
  ticketId: string;

  @ApiProperty()
  number: number;

  @ApiProperty()
  subject: string;

  @ApiProperty()
  eventName: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ type: [Object] })
  verdict: object[];

  @ApiProperty({ type: Object, description: 'What it would have done: `change`, `notes`, `reply`, `webhooks`, `escalation`.' })
  would: object;
}

export class DryRunAnswer {
  @ApiProperty({ description: 'Events (tickets, for a rule by time) that were looked at.' })
  examined: number;

  @ApiProperty()
  matched: number;

  @ApiProperty({ description: 'There was more than could be looked at or shown; the newest are here.' })
  capped: boolean;

  @ApiProperty({ type: [String], description: 'Events of which no history is kept: nothing can be said of them.' })
  unknownEvents: string[];

  @ApiProperty({ type: [DryRunMatchAnswer] })
  matches: DryRunMatchAnswer[];
}
