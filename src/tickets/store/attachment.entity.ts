import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file of a message. */
@Entity('attachment')
export class AttachmentEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'message_id', type: 'uuid', nullable: true })
  messageId: string | null;

  @Column({ name: 'ticket_id', type: 'uuid', nullable: true })
  ticketId: string | null;

  @Column({ name: 'inbox_id', type: 'uuid', nullable: true })
  inboxId: string | null;

  @Column({ name: 'uploaded_by', type: 'uuid', nullable: true })
  uploadedBy: string | null;

  @Column({ name: 'uploaded_for', type: 'text', nullable: true })
  uploadedFor: string | null;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'filename', type: 'text' })
  filename: string;

  @Column({ name: 'content_type', type: 'text' })
  contentType: string;

  @Column({ name: 'bytes', type: 'bigint' })
  bytes: string;

  @Column({ name: 'sha256', type: 'text', nullable: true })
  sha256: string | null;

  @Column({ name: 'content_id', type: 'text', nullable: true })
  contentId: string | null;

  @Column({ name: 'storage_key', type: 'text', nullable: true })
  storageKey: string | null;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'media', type: 'jsonb', nullable: true })
  media: unknown;

  @Column({ name: 'fault', type: 'text', nullable: true })
  fault: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
