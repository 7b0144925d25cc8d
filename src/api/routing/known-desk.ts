import type { SimulatedAgentRow, SimulatedTeamRow } from '../../views/routing-history.js';
import type { SimulatedAgentInput } from './simulation.dto.js';

/** Whom a simulation knows of. */
export interface KnownDesk {
  readonly teams: readonly SimulatedTeamRow[];
  readonly agents: readonly SimulatedAgentRow[];
}

/**
 * As it may be shown to somebody: without the teams that are closed to them, and without who is in no other team; what these do
 * would tell of tickets that the asker may not see. Whom the asker places in other teams is there.
 */
export function withoutTeams({ teams, agents }: KnownDesk, closedIds: readonly string[], asked: readonly SimulatedAgentInput[]): KnownDesk {
  const isClosed = (id: string) => closedIds.includes(id);
  const isPlaced = (agentId: string) => asked.some((a) => a.agentId === agentId && a.teamIds !== undefined);
  return {
    teams: teams.filter(({ id }) => !isClosed(id)),
    agents: agents
      .filter(({ agentId, teamIds }) => teamIds.length === 0 || !teamIds.every(isClosed) || isPlaced(agentId))
      .map((agent) => ({ ...agent, teamIds: agent.teamIds.filter((id) => !isClosed(id)) })),
  };
}
