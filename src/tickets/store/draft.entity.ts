import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an agent has begun to write in a ticket. */
@Entity('draft')
export class DraftEntity {
  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'text', type: 'text' })
  text: string;

  @Column({ name: 'html', type: 'text', nullable: true })
  html: string | null;

  @Column({ name: 'attachment_ids', type: 'uuid', array: true })
  attachmentIds: string[];

  @Column({ name: 'cc', type: 'text', array: true })
  cc: string[];

  @Column({ name: 'inbox_id', type: 'uuid', nullable: true })
  inboxId: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
