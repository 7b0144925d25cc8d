import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a mailbox was read up to. */
@Entity('source_cursor')
export class SourceCursorEntity {
  @PrimaryColumn({ name: 'inbox_id', type: 'uuid' })
  inboxId: string;

  @Column({ name: 'cursor', type: 'jsonb' })
  cursor: unknown;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
