import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event that was made of a receipt. */
@Entity('inbound_key')
export class InboundKeyEntity {
  @PrimaryColumn({ name: 'inbox_id', type: 'uuid' })
  inboxId: string;

  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'receipt_id', type: 'uuid' })
  receiptId: string;
}
