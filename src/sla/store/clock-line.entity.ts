import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line in the ledger of a clock. */
@Entity('clock_line')
export class ClockLineEntity {
  @PrimaryColumn({ name: 'clock_id', type: 'uuid' })
  clockId: string;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;

  @Column({ name: 'reason', type: 'text' })
  reason: string;

  @Column({ name: 'details', type: 'jsonb' })
  details: unknown;
}
