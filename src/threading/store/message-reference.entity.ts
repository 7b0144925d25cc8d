import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An id by which the outside names a message. */
@Entity('message_reference')
export class MessageReferenceEntity {
  @PrimaryColumn({ name: 'inbox_id', type: 'uuid' })
  inboxId: string;

  @PrimaryColumn({ name: 'reference', type: 'text' })
  reference: string;

  @Column({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'ours', type: 'boolean' })
  ours: boolean;
}
