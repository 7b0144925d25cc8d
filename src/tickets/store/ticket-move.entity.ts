import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A merge or a split, kept so that it can be undone. */
@Entity('ticket_move')
export class TicketMoveEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'from_id', type: 'uuid' })
  fromId: string;

  @Column({ name: 'to_id', type: 'uuid' })
  toId: string;

  @Column({ name: 'to_seq', type: 'integer' })
  toSeq: number;

  @Column({ name: 'conversation_ids', type: 'uuid', array: true })
  conversationIds: string[];

  @Column({ name: 'before', type: 'jsonb' })
  before: unknown;

  @Column({ name: 'moved_at', type: 'timestamptz' })
  movedAt: Date;

  @Column({ name: 'undone_at', type: 'timestamptz', nullable: true })
  undoneAt: Date | null;
}
