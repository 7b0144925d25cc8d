import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When this happens and that holds, do so. */
@Entity('automation_rule')
export class AutomationRuleEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'events', type: 'text', array: true })
  events: string[];

  @Column({ name: 'every_minutes', type: 'integer', nullable: true })
  everyMinutes: number | null;

  @Column({ name: 'condition', type: 'jsonb' })
  condition: unknown;

  @Column({ name: 'actions', type: 'jsonb' })
  actions: unknown;

  @Column({ name: 'next_run_at', type: 'timestamptz', nullable: true })
  nextRunAt: Date | null;

  @Column({ name: 'scan', type: 'jsonb', nullable: true })
  scan: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
