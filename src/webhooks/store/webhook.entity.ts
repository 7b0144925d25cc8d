import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that wants to hear of events. */
@Entity('webhook')
export class WebhookEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'url', type: 'text' })
  url: string;

  @Column({ name: 'events', type: 'text', array: true })
  events: string[];

  @Column({ name: 'condition', type: 'jsonb', nullable: true })
  condition: unknown;

  @Column({ name: 'include_notes', type: 'boolean' })
  includeNotes: boolean;

  @Column({ name: 'secrets', type: 'bytea' })
  secrets: Buffer;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'disabled_reason', type: 'text', nullable: true })
  disabledReason: string | null;

  @Column({ name: 'failures', type: 'integer' })
  failures: number;

  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince: Date | null;

  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true })
  pausedUntil: Date | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
