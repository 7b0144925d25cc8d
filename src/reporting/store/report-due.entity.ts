import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A ticket to be counted again. */
@Entity('report_due')
export class ReportDueEntity {
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;
}
