import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An accepted input. */
@Entity('receipt')
export class ReceiptEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'inbox_id', type: 'uuid' })
  inboxId: string;

  @Column({ name: 'dedupe_key', type: 'text' })
  dedupeKey: string;

  @Column({ name: 'method', type: 'text' })
  method: string;

  @Column({ name: 'path', type: 'text' })
  path: string;

  @Column({ name: 'query', type: 'jsonb' })
  query: unknown;

  @Column({ name: 'headers', type: 'jsonb' })
  headers: unknown;

  @Column({ name: 'body', type: 'bytea', nullable: true })
  body: Buffer | null;

  @Column({ name: 'body_key', type: 'text', nullable: true })
  bodyKey: string | null;

  @Column({ name: 'bytes', type: 'integer' })
  bytes: number;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'attempts', type: 'integer' })
  attempts: number;

  @Column({ name: 'refusals', type: 'jsonb' })
  refusals: unknown;

  @Column({ name: 'fault', type: 'text', nullable: true })
  fault: string | null;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt: Date;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt: Date | null;
}
