import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A reply that waits for its time. */
@Entity('held_reply')
export class HeldReplyEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'author_id', type: 'uuid', nullable: true })
  authorId: string | null;

  @Column({ name: 'author_name', type: 'text' })
  authorName: string;

  @Column({ name: 'author_role', type: 'text', nullable: true })
  authorRole: string | null;

  @Column({ name: 'inbox_id', type: 'uuid', nullable: true })
  inboxId: string | null;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true })
  conversationId: string | null;

  @Column({ name: 'channel', type: 'text' })
  channel: string;

  @Column({ name: 'text', type: 'text' })
  text: string;

  @Column({ name: 'html', type: 'text', nullable: true })
  html: string | null;

  @Column({ name: 'attachment_ids', type: 'uuid', array: true })
  attachmentIds: string[];

  @Column({ name: 'cc', type: 'text', array: true })
  cc: string[];

  @Column({ name: 'after_seq', type: 'integer', nullable: true })
  afterSeq: number | null;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'fault', type: 'jsonb', nullable: true })
  fault: unknown;

  @Column({ name: 'send_at', type: 'timestamptz' })
  sendAt: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
