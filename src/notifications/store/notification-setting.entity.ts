import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How this desk sends its digests, and what went wrong last: one row. */
@Entity('notification_setting')
export class NotificationSettingEntity {
  @PrimaryColumn({ name: 'id', type: 'boolean' })
  id: boolean;

  @Column({ name: 'digest_inbox_id', type: 'uuid', nullable: true })
  digestInboxId: string | null;

  @Column({ name: 'last_failure_code', type: 'text', nullable: true })
  lastFailureCode: string | null;

  @Column({ name: 'last_failure_message', type: 'text', nullable: true })
  lastFailureMessage: string | null;

  @Column({ name: 'last_failure_at', type: 'timestamptz', nullable: true })
  lastFailureAt: Date | null;
}
