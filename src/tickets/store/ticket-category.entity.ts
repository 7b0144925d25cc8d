import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a ticket is about. */
@Entity('ticket_category')
export class TicketCategoryEntity {
  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;
}
