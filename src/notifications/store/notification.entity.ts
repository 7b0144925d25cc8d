import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something an agent should know of. */
@Entity('notification')
export class NotificationEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  /** Of the last time, as are the details. */
  @Column({ name: 'actor_name', type: 'text' })
  actorName: string;

  @Column({ name: 'details', type: 'jsonb' })
  details: unknown;

  @Column({ name: 'times', type: 'integer' })
  times: number;

  /** The latest events it tells of: a job that runs again tells nothing twice. */
  @Column({ name: 'event_ids', type: 'uuid', array: true })
  eventIds: string[];

  @Column({ name: 'first_at', type: 'timestamptz' })
  firstAt: Date;

  @Column({ name: 'last_at', type: 'timestamptz' })
  lastAt: Date;

  @Column({ name: 'read_at', type: 'timestamptz', nullable: true })
  readAt: Date | null;

  /** The mail that lists it; none when something happened since. */
  @Column({ name: 'digest_id', type: 'uuid', nullable: true })
  digestId: string | null;
}
