import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of many tickets. */
@Entity('bulk_action')
export class BulkActionEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'actor', type: 'jsonb' })
  actor: unknown;

  @Column({ name: 'change', type: 'jsonb' })
  change: unknown;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'total', type: 'integer' })
  total: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt: Date | null;
}
