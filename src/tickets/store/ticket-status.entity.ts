import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A status name with its fixed category. */
@Entity('ticket_status')
export class TicketStatusEntity {
  @PrimaryColumn({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'category', type: 'text' })
  category: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  /** What people read, by language. */
  @Column({ name: 'names', type: 'jsonb' })
  names: unknown;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;
}
