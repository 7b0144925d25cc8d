import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a ticket was last counted as. */
@Entity('report_ticket')
export class ReportTicketEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'facts', type: 'jsonb' })
  facts: unknown;

  @Column({ name: 'counted_seq', type: 'integer' })
  countedSeq: number;

  @Column({ name: 'waiting_since', type: 'timestamptz', nullable: true })
  waitingSince: Date | null;
}
