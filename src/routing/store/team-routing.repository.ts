import { Injectable } from '@nestjs/common';
import type { AgentId, TeamId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { Strategy, Turn } from '../domain/candidate.js';

export interface TeamRouting {
  readonly strategy: Strategy;
  readonly fallback: Turn;
  readonly matchLanguage: boolean;
  readonly overflowTeamId: TeamId | null;
  readonly overflowAfterMinutes: number | null;
}

export interface TeamRoutingRow extends TeamRouting {
  readonly teamId: TeamId;
  readonly lastAgentId: AgentId | null;
}

export const BY_HAND: TeamRouting = {
  strategy: 'manual',
  fallback: 'least-loaded',
  matchLanguage: true,
  overflowTeamId: null,
  overflowAfterMinutes: null,
};

const COLUMNS = `team_id as "teamId", strategy, fallback, match_language as "matchLanguage", overflow_team_id as "overflowTeamId",
  overflow_after_minutes as "overflowAfterMinutes", last_agent_id as "lastAgentId"`;

const OF = `select ${COLUMNS} from team_routing where team_id = any($1::uuid[])`;
const AUTOMATIC = "select team_id as id from team_routing where strategy <> 'manual'";
const OVERFLOWING = `
  select r.team_id as "teamId", f.name as "fromName", r.overflow_team_id as "overflowTeamId", o.name as "toName", r.overflow_after_minutes as "afterMinutes"
  from team_routing r join team f on f.id = r.team_id join team o on o.id = r.overflow_team_id
  where r.overflow_after_minutes is not null order by r.team_id limit 1000`;
// One process at a time hands out the tickets of a team.
const CLAIM = `select ${COLUMNS} from team_routing where team_id = $1 for update skip locked`;
const HAD_TURN = 'update team_routing set last_agent_id = $2 where team_id = $1';
const HAS_TEAM = 'select id from team where id = $1';
const SAVE = `
  insert into team_routing (team_id, strategy, fallback, match_language, overflow_team_id, overflow_after_minutes) values ($1, $2, $3, $4, $5, $6)
  on conflict (team_id) do update set strategy = $2, fallback = $3, match_language = $4, overflow_team_id = $5, overflow_after_minutes = $6`;

export interface Overflowing {
  readonly teamId: TeamId;
  readonly fromName: string;
  readonly overflowTeamId: TeamId;
  readonly toName: string;
  readonly afterMinutes: number;
}

/** How teams hand out their tickets. */
@Injectable()
export class TeamRoutingRepository {
  constructor(private readonly statements: Statements) {}

  /** By team; teams without settings are missing (see {@link BY_HAND}). */
  async of(teamIds: readonly TeamId[]): Promise<ReadonlyMap<TeamId, TeamRouting>> {
    const rows = await this.statements.rows<TeamRoutingRow>(OF, [teamIds]);
    return new Map(rows.map((r) => [r.teamId, r]));
  }

  async find(tx: Tx, teamId: TeamId): Promise<TeamRoutingRow | null> {
    const [row] = await sql<TeamRoutingRow>(tx, OF, [[teamId]]);
    return row ?? null;
  }

  /** The teams that hand out their tickets by themselves. */
  async automatic(tx: Tx): Promise<ReadonlySet<TeamId>> {
    const rows = await sql<{ id: TeamId }>(tx, AUTOMATIC, []);
    return new Set(rows.map((r) => r.id));
  }

  overflowing(tx: Tx): Promise<Overflowing[]> {
    return sql<Overflowing>(tx, OVERFLOWING, []);
  }

  /** @returns null while another process hands out this team's tickets, or when nobody made settings */
  async claim(tx: Tx, teamId: TeamId): Promise<TeamRoutingRow | null> {
    const [row] = await sql<TeamRoutingRow>(tx, CLAIM, [teamId]);
    return row ?? null;
  }

  async hadTurn(tx: Tx, teamId: TeamId, agentId: AgentId): Promise<void> {
    await sql(tx, HAD_TURN, [teamId, agentId]);
  }

  async hasTeam(tx: Tx, teamId: TeamId): Promise<boolean> {
    return (await sql(tx, HAS_TEAM, [teamId])).length > 0;
  }

  async save(tx: Tx, teamId: TeamId, s: TeamRouting): Promise<void> {
    await sql(tx, SAVE, [teamId, s.strategy, s.fallback, s.matchLanguage, s.overflowTeamId, s.overflowAfterMinutes]);
  }
}
