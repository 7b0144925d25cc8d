import { ApiProperty } from '@nestjs/swagger';
import { METRICS } from '../../sla/settings.js';

const STATES = ['running', 'paused', 'fulfilled', 'breached', 'cancelled'];

export class TicketClockAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: METRICS })
  metric: string;

  @ApiProperty({ enum: STATES, description: 'A breached clock stays breached; `fulfilledAt` says whether it was fulfilled late.' })
  state: string;

  @ApiProperty({ format: 'date-time' })
  startedAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'Null while it is paused.' })
  dueAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  breachedAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  fulfilledAt: string | null;
}

export class ClockLineAnswer {
  @ApiProperty({ enum: ['started', 'paused', 'resumed', 'retargeted', 'warned', 'escalated', 'fulfilled', 'breached', 'cancelled'] })
  kind: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: Object, description: 'By when it was due after this, what was spent, and what belongs to the kind of line.' })
  details: Record<string, unknown>;
}

export class ClockAnswer extends TicketClockAnswer {
  @ApiProperty()
  policyId: string;

  @ApiProperty()
  policyName: string;

  @ApiProperty({ nullable: true, type: String, description: 'Null: around the clock.' })
  calendarId: string | null;

  @ApiProperty({ nullable: true, type: Number })
  calendarVersion: number | null;

  @ApiProperty({ description: 'Working minutes.' })
  targetMinutes: number;

  @ApiProperty({ description: 'Working minutes spent when its ledger was last written.' })
  consumedMinutes: number;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  endedAt: string | null;

  @ApiProperty({ description: 'One sentence: why it is due then.' })
  why: string;

  @ApiProperty({ type: [ClockLineAnswer] })
  ledger: ClockLineAnswer[];
}
