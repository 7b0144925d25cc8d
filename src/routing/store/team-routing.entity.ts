import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a team hands out its tickets. No row: by hand. */
@Entity('team_routing')
export class TeamRoutingEntity {
  @PrimaryColumn({ name: 'team_id', type: 'uuid' })
  teamId: string;

  @Column({ name: 'strategy', type: 'text' })
  strategy: string;

  /** Of a sticky team, for contacts without an agent who could take them. */
  @Column({ name: 'fallback', type: 'text' })
  fallback: string;

  @Column({ name: 'match_language', type: 'boolean' })
  matchLanguage: boolean;

  @Column({ name: 'overflow_team_id', type: 'uuid', nullable: true })
  overflowTeamId: string | null;

  @Column({ name: 'overflow_after_minutes', type: 'integer', nullable: true })
  overflowAfterMinutes: number | null;

  /** Whose turn it was last, for round-robin. */
  @Column({ name: 'last_agent_id', type: 'uuid', nullable: true })
  lastAgentId: string | null;
}
