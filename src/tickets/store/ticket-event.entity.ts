import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The history of a ticket. */
@Entity('ticket_event')
export class TicketEventEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'actor_type', type: 'text' })
  actorType: string;

  @Column({ name: 'actor_id', type: 'uuid', nullable: true })
  actorId: string | null;

  @Column({ name: 'actor_name', type: 'text' })
  actorName: string;

  @Column({ name: 'data', type: 'jsonb' })
  data: unknown;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
