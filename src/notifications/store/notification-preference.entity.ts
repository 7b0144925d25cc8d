import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an agent does not want to be told of, and how often by mail. */
@Entity('notification_preference')
export class NotificationPreferenceEntity {
  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'muted', type: 'text', array: true })
  muted: string[];

  @Column({ name: 'digest', type: 'text' })
  digest: string;

  @Column({ name: 'digest_hour', type: 'smallint' })
  digestHour: number;

  @Column({ name: 'zone', type: 'text' })
  zone: string;

  @Column({ name: 'next_digest_at', type: 'timestamptz', nullable: true })
  nextDigestAt: Date | null;
}
