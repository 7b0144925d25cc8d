import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One configured account of a channel. */
@Entity('inbox')
export class InboxEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'channel', type: 'text' })
  channel: string;

  @Column({ name: 'provider', type: 'text' })
  provider: string;

  @Column({ name: 'settings', type: 'jsonb' })
  settings: unknown;

  @Column({ name: 'secrets', type: 'bytea' })
  secrets: Buffer;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ name: 'language', type: 'text' })
  language: string;

  @Column({ name: 'calendar_id', type: 'uuid', nullable: true })
  calendarId: string | null;

  @Column({ name: 'reopen_days', type: 'integer' })
  reopenDays: number;

  @Column({ name: 'auto_close_days', type: 'integer', nullable: true })
  autoCloseDays: number | null;

  @Column({ name: 'auto_close_notice_days', type: 'integer' })
  autoCloseNoticeDays: number;

  @Column({ name: 'auto_close_notice', type: 'jsonb' })
  autoCloseNotice: unknown;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'health', type: 'jsonb', nullable: true })
  health: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
