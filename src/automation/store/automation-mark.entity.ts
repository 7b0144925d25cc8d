import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A rule by time has acted on this stay of a ticket in its state. */
@Entity('automation_mark')
export class AutomationMarkEntity {
  @PrimaryColumn({ name: 'rule_id', type: 'uuid' })
  ruleId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'entry', type: 'text' })
  entry: string;

  /** Stays it acted on since then: begun anew after a day, and when another customer's wait is meant. */
  @Column({ name: 'runs', type: 'integer', default: 1 })
  runs: number;

  @Column({ name: 'since', type: 'timestamptz', default: () => 'now()' })
  since: Date;
}
