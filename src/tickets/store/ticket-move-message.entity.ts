import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message that a merge or a split moved. */
@Entity('ticket_move_message')
export class TicketMoveMessageEntity {
  @PrimaryColumn({ name: 'move_id', type: 'uuid' })
  moveId: string;

  @PrimaryColumn({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  /** Whether reports had counted it where it stood; said by a trigger. */
  @Column({ name: 'counted', type: 'boolean', default: false })
  counted: boolean;
}
