import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a ticket asks of whoever takes it, and where it waited before; there only when there is something to say. */
@Entity('ticket_routing')
export class TicketRoutingEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'skills', type: 'jsonb' })
  skills: unknown;

  /** Teams it overflowed from: it never goes back to them by itself. */
  @Column({ name: 'visited_team_ids', type: 'uuid', array: true })
  visitedTeamIds: string[];

  /** Since when it waits in its present team; null: since it was opened. */
  @Column({ name: 'entered_at', type: 'timestamptz', nullable: true })
  enteredAt: Date | null;
}
