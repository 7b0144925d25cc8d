import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is said under one conversation key of an inbox. */
@Entity('conversation')
export class ConversationEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'inbox_id', type: 'uuid' })
  inboxId: string;

  @Column({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'ticket_id', type: 'uuid', nullable: true })
  ticketId: string | null;

  @Column({ name: 'last_seq', type: 'bigint' })
  lastSeq: string;

  @Column({ name: 'recipient', type: 'jsonb' })
  recipient: unknown;

  @Column({ name: 'last_inbound_at', type: 'timestamptz', nullable: true })
  lastInboundAt: Date | null;

  @Column({ name: 'last_external_id', type: 'text', nullable: true })
  lastExternalId: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
