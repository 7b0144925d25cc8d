import { Injectable } from '@nestjs/common';
import { ChangePresence } from '../../desk/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId, SkillId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { type AgentProfile, AgentProfileRepository, SkillRepository } from '../../routing/settings.js';
import type { AgentChange } from './agents.dto.js';

/** What an agent can do and carry, as an administrator sets it. */
@Injectable()
export class AgentProfiles {
  constructor(
    private readonly profiles: AgentProfileRepository,
    private readonly skills: SkillRepository,
    private readonly presence: ChangePresence,
  ) {}

  of(ids: readonly AgentId[]): Promise<ReadonlyMap<AgentId, AgentProfile>> {
    return this.profiles.of(ids);
  }

  /**
   * Skills, languages, teams or room that somebody gains may fit what waits.
   * @throws DomainError `agent.unknown-skill`
   */
  async save(tx: Tx, id: AgentId, change: Pick<AgentChange, 'skills' | 'capacity' | 'languages' | 'teamIds' | 'enabled'>): Promise<void> {
    const { skills, capacity, languages, teamIds, enabled } = change;
    if (skills !== undefined) {
      const levels = new Map(skills.map((s) => [s.skillId as SkillId, s.level]));
      const unknown = await this.skills.setOf(
        tx,
        id,
        [...levels].map(([skillId, level]) => ({ skillId, level })),
      );
      if (unknown !== null)
        throw new DomainError('unprocessable', 'agent.unknown-skill', `There is no skill ${unknown}.`, { skillId: unknown });
    }
    if (capacity !== undefined) await this.presence.setCapacity(tx, id, capacity);
    if (teamIds !== undefined) tx.emit({ name: 'agent.teams-changed', data: { agentId: id } });
    if (enabled === false) await this.presence.execute(tx, { agentId: id, status: 'offline' });
    else if ([skills, languages, teamIds].some((one) => one !== undefined)) tx.emit({ name: 'agent.freed', data: { agentId: id } });
  }
}
