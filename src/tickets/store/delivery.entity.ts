import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An outbound message on its way. */
@Entity('delivery')
export class DeliveryEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'inbox_id', type: 'uuid' })
  inboxId: string;

  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  @Column({ name: 'recipient', type: 'jsonb' })
  recipient: unknown;

  @Column({ name: 'cc', type: 'text', array: true })
  cc: string[];

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'attempts', type: 'integer' })
  attempts: number;

  @Column({ name: 'external_ids', type: 'text', array: true })
  externalIds: (string | null)[];

  /** Into how many it was cut when it was sent last. */
  @Column({ name: 'part_count', type: 'integer', default: 1 })
  partCount: number;

  /** By external id: what was reported of it. Written only where there are several. */
  @Column({ name: 'part_states', type: 'jsonb', default: {} })
  partStates: unknown;

  @Column({ name: 'fault', type: 'jsonb', nullable: true })
  fault: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
