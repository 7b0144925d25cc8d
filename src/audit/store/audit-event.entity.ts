import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that a person or a token did, or one restricted thing they read. A trigger refuses every change but the chaining. */
@Entity('audit_event')
export class AuditEventEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;

  @Column({ name: 'actor_type', type: 'text' })
  actorType: string;

  @Column({ name: 'actor_id', type: 'uuid', nullable: true })
  actorId: string | null;

  @Column({ name: 'actor_name', type: 'text' })
  actorName: string;

  @Column({ name: 'token_id', type: 'uuid', nullable: true })
  tokenId: string | null;

  @Column({ name: 'action', type: 'text' })
  action: string;

  @Column({ name: 'resource', type: 'text' })
  resource: string;

  @Column({ name: 'resource_id', type: 'text', nullable: true })
  resourceId: string | null;

  @Column({ name: 'detail', type: 'jsonb' })
  detail: unknown;

  @Column({ name: 'address', type: 'text' })
  address: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId: string;

  /** Place in the chain; null until the chainer came by. */
  @Column({ name: 'seq', type: 'bigint', nullable: true })
  seq: string | null;

  @Column({ name: 'hash', type: 'bytea', nullable: true })
  hash: Buffer | null;
}
