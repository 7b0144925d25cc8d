import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of one ticket of a bulk action. */
@Entity('bulk_item')
export class BulkItemEntity {
  @PrimaryColumn({ name: 'bulk_id', type: 'uuid' })
  bulkId: string;

  @PrimaryColumn({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  /** Of the last message that was seen; null: nobody said. */
  @Column({ name: 'after_seq', type: 'integer', nullable: true })
  afterSeq: number | null;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'code', type: 'text', nullable: true })
  code: string | null;

  @Column({ name: 'changes', type: 'jsonb', nullable: true })
  changes: unknown;
}
