import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is promised to which tickets. */
@Entity('sla_policy')
export class SlaPolicyEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'condition', type: 'jsonb' })
  condition: unknown;

  @Column({ name: 'calendar_id', type: 'uuid', nullable: true })
  calendarId: string | null;

  @Column({ name: 'targets', type: 'jsonb' })
  targets: unknown;

  @Column({ name: 'pauses', type: 'jsonb' })
  pauses: unknown;

  @Column({ name: 'warn_at', type: 'smallint', array: true })
  warnAt: number[];

  @Column({ name: 'escalations', type: 'jsonb' })
  escalations: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
