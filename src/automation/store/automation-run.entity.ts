import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a rule did on an event, and why. */
@Entity('automation_run')
export class AutomationRunEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId: string;

  @Column({ name: 'event_id', type: 'uuid' })
  eventId: string;

  @Column({ name: 'event_name', type: 'text' })
  eventName: string;

  @Column({ name: 'origin_id', type: 'uuid' })
  originId: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'depth', type: 'integer' })
  depth: number;

  @Column({ name: 'outcome', type: 'text' })
  outcome: string;

  @Column({ name: 'verdict', type: 'jsonb' })
  verdict: unknown;

  @Column({ name: 'actions', type: 'jsonb' })
  actions: unknown;

  @Column({ name: 'fault', type: 'jsonb', nullable: true })
  fault: unknown;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
