import { Injectable } from '@nestjs/common';
import type { AgentId } from '../../kernel/id.js';
import { Statements } from '../../platform/database/statements.js';
import { DEFAULT_CAPACITY, type SkillNeed } from '../domain/candidate.js';

/** What routing knows of an agent. */
export interface AgentProfile {
  readonly skills: readonly SkillNeed[];
  readonly capacity: number;
}

export const NEW_PROFILE: AgentProfile = { skills: [], capacity: DEFAULT_CAPACITY };

const OF = `
  select a.id, coalesce(p.capacity, ${DEFAULT_CAPACITY}) as capacity,
    coalesce((select json_agg(json_build_object('skillId', s.skill_id, 'level', s.level) order by s.skill_id) from agent_skill s where s.agent_id = a.id), '[]') as skills
  from agent a left join agent_presence p on p.agent_id = a.id where a.id = any($1::uuid[])`;

@Injectable()
export class AgentProfileRepository {
  constructor(private readonly statements: Statements) {}

  async of(ids: readonly AgentId[]): Promise<ReadonlyMap<AgentId, AgentProfile>> {
    const rows = await this.statements.rows<AgentProfile & { readonly id: AgentId }>(OF, [ids]);
    return new Map(rows.map((r) => [r.id, r]));
  }
}
