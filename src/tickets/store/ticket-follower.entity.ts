import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agent who wants to hear of a ticket. */
@Entity('ticket_follower')
export class TicketFollowerEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'since', type: 'timestamptz' })
  since: Date;

  /** From outside the closed team it lies with, by somebody who may. Ends when it changes its team. */
  @Column({ name: 'let_in', type: 'boolean' })
  letIn: boolean;
}
