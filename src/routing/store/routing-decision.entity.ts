import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a ticket is where it is. */
@Entity('routing_decision')
export class RoutingDecisionEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'reasons', type: 'jsonb' })
  reasons: unknown;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
