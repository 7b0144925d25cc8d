import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How well an agent masters a skill: 1 (beginner) to 5 (expert). */
@Entity('agent_skill')
export class AgentSkillEntity {
  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @PrimaryColumn({ name: 'skill_id', type: 'uuid' })
  skillId: string;

  @Column({ name: 'level', type: 'smallint' })
  level: number;
}
