import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One promise that runs, or ran, on a ticket. */
@Entity('clock')
export class ClockEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'metric', type: 'text' })
  metric: string;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'policy_id', type: 'uuid' })
  policyId: string;

  @Column({ name: 'target_minutes', type: 'integer' })
  targetMinutes: number;

  @Column({ name: 'calendar_id', type: 'uuid', nullable: true })
  calendarId: string | null;

  @Column({ name: 'calendar_version', type: 'integer', nullable: true })
  calendarVersion: number | null;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt: Date;

  @Column({ name: 'counted_at', type: 'timestamptz', nullable: true })
  countedAt: Date | null;

  @Column({ name: 'consumed_ms', type: 'bigint' })
  consumedMs: string;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt: Date | null;

  @Column({ name: 'next_at', type: 'timestamptz', nullable: true })
  nextAt: Date | null;

  @Column({ name: 'warned_percent', type: 'smallint' })
  warnedPercent: number;

  @Column({ name: 'escalated', type: 'smallint' })
  escalated: number;

  @Column({ name: 'overdue_ms', type: 'bigint', default: 0 })
  overdueMs: string;

  @Column({ name: 'overdue_from', type: 'timestamptz', nullable: true })
  overdueFrom: Date | null;

  @Column({ name: 'breached_at', type: 'timestamptz', nullable: true })
  breachedAt: Date | null;

  @Column({ name: 'fulfilled_at', type: 'timestamptz', nullable: true })
  fulfilledAt: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt: Date | null;

  @Column({ name: 'given_up', type: 'boolean', default: false })
  givenUp: boolean;

  @Column({ name: 'never_pauses', type: 'boolean' })
  neverPauses: boolean;

  @Column({ name: 'lines', type: 'integer' })
  lines: number;
}
