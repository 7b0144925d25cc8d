import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { METRICS } from '../../sla/settings.js';
import { CalendarChange } from '../calendars/calendars.dto.js';
import { SlaPolicyChange } from './sla-policies.dto.js';

export class WhatIfPolicy extends OmitType(SlaPolicyChange, ['version'] as const) {
  @ApiPropertyOptional({ description: 'A policy there is, changed in what is given. Left out: a further policy.' })
  @IsOptional()
  @IsUUID()
  id?: string;
}

export class WhatIfCalendar extends OmitType(CalendarChange, ['version', 'name'] as const) {
  @ApiProperty({ description: 'A calendar there is, changed in what is given.' })
  @IsUUID()
  id: string;
}

export class WhatIfInput {
  @ApiProperty({ minimum: 1, maximum: 90, description: 'Tickets opened within so many days.' })
  @IsInt()
  @Min(1)
  @Max(90)
  days: number;

  @ApiPropertyOptional({ type: [WhatIfPolicy] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => WhatIfPolicy)
  policies?: WhatIfPolicy[];

  @ApiPropertyOptional({ type: [WhatIfCalendar] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => WhatIfCalendar)
  calendars?: WhatIfCalendar[];
}

export class OutcomeCounts {
  @ApiProperty()
  met: number;

  @ApiProperty()
  breached: number;

  @ApiProperty({ description: 'Neither yet.' })
  open: number;

  @ApiProperty({ description: 'Given up, as when a ticket was resolved without an answer.' })
  cancelled: number;
}

export class WhatIfResult {
  @ApiProperty({ description: 'A policy that exists in this question only has an id of its own.' })
  policyId: string;

  @ApiProperty()
  policyName: string;

  @ApiProperty({ enum: METRICS })
  metric: string;

  @ApiProperty({ type: OutcomeCounts })
  actual: OutcomeCounts;

  @ApiProperty({ type: OutcomeCounts })
  whatIf: OutcomeCounts;
}

export class WhatIfDifference {
  @ApiProperty()
  ticketId: string;

  @ApiProperty()
  number: number;

  @ApiProperty({ enum: METRICS })
  metric: string;

  @ApiProperty({ enum: ['met', 'breached', 'open', 'cancelled', 'none'], description: 'The worst of its clocks of this metric.' })
  actual: string;

  @ApiProperty({ enum: ['met', 'breached', 'open', 'cancelled', 'none'] })
  whatIf: string;
}

export class WhatIfAnswer {
  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ format: 'date-time' })
  until: string;

  @ApiProperty({ description: 'Tickets looked at, the newest first.' })
  tickets: number;

  @ApiProperty({ description: 'There were more than are looked at in one question; ask for fewer days.' })
  capped: boolean;

  @ApiProperty({ type: [WhatIfResult] })
  results: WhatIfResult[];

  @ApiProperty({ description: 'How many outcomes differ.' })
  differences: number;

  @ApiProperty({ type: [WhatIfDifference], description: 'The first 100 of them.' })
  differing: WhatIfDifference[];
}
