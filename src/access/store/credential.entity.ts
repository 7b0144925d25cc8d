import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agent's password, as argon2id hash. */
@Entity('credential')
export class CredentialEntity {
  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash: string;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt: Date;
}
