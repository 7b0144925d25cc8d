import { Entity, PrimaryColumn } from 'typeorm';

/** Who belongs to which team. */
@Entity('team_member')
export class TeamMemberEntity {
  @PrimaryColumn({ name: 'team_id', type: 'uuid' })
  teamId: string;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;
}
