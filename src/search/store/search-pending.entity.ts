import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message that must be indexed, or indexed again. */
@Entity('search_pending')
export class SearchPendingEntity {
  @PrimaryColumn({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
