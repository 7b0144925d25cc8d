import type { Role } from '../../kernel/actor.js';
import type { AgentId } from '../../kernel/id.js';
import type { Audience, News } from './news.js';

/** Somebody who belongs to the ticket's team, or watches over all of them. */
export interface Colleague {
  readonly id: AgentId;
  readonly role: Role;
  readonly isMember: boolean;
}

/** Who cares for a ticket now. */
export interface Caring {
  readonly assigneeId: AgentId | null;
  readonly followerIds: readonly AgentId[];
  /** Empty unless {@link asksColleagues}. */
  readonly colleagues: readonly Colleague[];
}

/** Whether anybody beside assignee and followers may be meant. */
export function asksColleagues({ to }: News, { assigneeId }: Pick<Caring, 'assigneeId'>): boolean {
  return to.some((audience) => audience === 'team' || audience === 'supervisors' || (audience === 'in-charge' && assigneeId === null));
}

/** Nobody is told of what they did themselves, and nobody twice. */
export function recipientsOf(news: News, caring: Caring): readonly AgentId[] {
  const meant = new Set(news.to.flatMap((audience) => membersOf(audience, news, caring)));
  return [...meant].filter((id) => id !== news.byId);
}

function membersOf(audience: Audience, { agentId }: News, caring: Caring): readonly AgentId[] {
  const { assigneeId, followerIds, colleagues } = caring;
  switch (audience) {
    case 'assignee': {
      // Given to somebody else meanwhile: it is no more about the one it was about.
      const still = agentId === null || agentId === assigneeId;
      return assigneeId !== null && still ? [assigneeId] : [];
    }
    case 'followers':
      return followerIds;
    case 'mentioned':
      return agentId === null ? [] : [agentId];
    case 'in-charge':
      return assigneeId === null ? [...supervisorsOf(colleagues), ...teamOf(colleagues)] : [assigneeId];
    case 'team': {
      const team = teamOf(colleagues);
      return team.length > 0 ? team : supervisorsOf(colleagues);
    }
    case 'supervisors':
      return supervisorsOf(colleagues);
  }
}

function teamOf(colleagues: readonly Colleague[]): readonly AgentId[] {
  return colleagues.filter((c) => c.isMember && c.role !== 'auditor').map((c) => c.id);
}

/** Those of the team; where it has none all of them, and where there are none the administrators: somebody is told. */
function supervisorsOf(colleagues: readonly Colleague[]): readonly AgentId[] {
  const supervisors = colleagues.filter((c) => c.role === 'supervisor');
  const own = supervisors.filter((c) => c.isMember);
  const told = [own, supervisors, colleagues.filter((c) => c.role === 'admin')].find((some) => some.length > 0) ?? [];
  return told.map((c) => c.id);
}
