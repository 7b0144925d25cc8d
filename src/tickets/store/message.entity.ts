import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing said in a ticket. */
@Entity('message')
export class MessageEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'direction', type: 'text' })
  direction: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'channel', type: 'text' })
  channel: string;

  @Column({ name: 'inbox_id', type: 'uuid', nullable: true })
  inboxId: string | null;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true })
  conversationId: string | null;

  @Column({ name: 'conversation_seq', type: 'bigint', nullable: true })
  conversationSeq: string | null;

  @Column({ name: 'author_type', type: 'text' })
  authorType: string;

  @Column({ name: 'author_id', type: 'uuid', nullable: true })
  authorId: string | null;

  @Column({ name: 'author_name', type: 'text' })
  authorName: string;

  @Column({ name: 'subject', type: 'text', nullable: true })
  subject: string | null;

  @Column({ name: 'text', type: 'text' })
  text: string;

  @Column({ name: 'full_text', type: 'text', nullable: true })
  fullText: string | null;

  @Column({ name: 'html', type: 'text', nullable: true })
  html: string | null;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId: string | null;

  @Column({ name: 'details', type: 'jsonb' })
  details: unknown;

  @Column({ name: 'automatic', type: 'boolean' })
  automatic: boolean;

  @Column({ name: 'delivery_state', type: 'text' })
  deliveryState: string;

  @Column({ name: 'delivery_fault', type: 'jsonb', nullable: true })
  deliveryFault: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'sent_at', type: 'timestamptz' })
  sentAt: Date;

  @Column({ name: 'revised_at', type: 'timestamptz', nullable: true })
  revisedAt: Date | null;
}
