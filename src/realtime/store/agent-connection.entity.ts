import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An open socket of an agent. */
@Entity('agent_connection')
export class AgentConnectionEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'connected_at', type: 'timestamptz' })
  connectedAt: Date;

  @Column({ name: 'lease_until', type: 'timestamptz' })
  leaseUntil: Date;
}
