import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The history of presence, for the simulation of other rules. */
@Entity('presence_change')
export class PresenceChangeEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
