import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether an agent is there, and how much they can carry. No row: offline, with the capacity of everybody. */
@Entity('agent_presence')
export class AgentPresenceEntity {
  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'status', type: 'text' })
  status: string;

  /** What the agent said; `status` differs from it while nothing is heard of them. */
  @Column({ name: 'chosen', type: 'text' })
  chosen: string;

  @Column({ name: 'since', type: 'timestamptz' })
  since: Date;

  @Column({ name: 'seen_at', type: 'timestamptz', nullable: true })
  seenAt: Date | null;

  @Column({ name: 'capacity', type: 'double precision' })
  capacity: number;

  /** When they were last given work or finished some. */
  @Column({ name: 'last_worked_at', type: 'timestamptz', nullable: true })
  lastWorkedAt: Date | null;
}
