import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that is logged in. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash: Buffer;

  @Column({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;

  @Column({ name: 'user_agent', type: 'text' })
  userAgent: string;

  @Column({ name: 'address', type: 'text' })
  address: string;

  /** How they logged in: `password` or `oidc`. */
  @Column({ name: 'method', type: 'text' })
  method: string;
}
