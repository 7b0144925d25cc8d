import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agent's second factor (RFC 6238). The secret is sealed. */
@Entity('totp')
export class TotpEntity {
  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'secret', type: 'bytea' })
  secret: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  /** Null: begun, but no code was shown yet. */
  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt: Date | null;

  /** The time step of the last code that was taken: it and earlier ones are spent. */
  @Column({ name: 'last_step', type: 'bigint', nullable: true })
  lastStep: string | null;
}
