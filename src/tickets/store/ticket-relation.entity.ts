import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One side of two tickets that belong together. */
@Entity('ticket_relation')
export class TicketRelationEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @PrimaryColumn({ name: 'related_id', type: 'uuid' })
  relatedId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
