import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a ticket is about. */
@Entity('ticket_category')
export class TicketCategoryEntity {
  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  /** What people read, by language. */
  @Column({ name: 'names', type: 'jsonb' })
  names: unknown;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;
}
