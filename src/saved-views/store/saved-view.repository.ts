import { Injectable } from '@nestjs/common';
import type { Condition } from '../../kernel/condition.js';
import type { AgentId, TeamId, ViewId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { SavedView } from '../domain/saved-view.js';

/** An agent has so many of their own at most, a team and the desk likewise: every list of views stays short. */
const VIEWS_MAX = 100;

export interface ViewReader {
  readonly agentId: AgentId;
  /** Administrators and supervisors arrange the views of all teams, so they see them. */
  readonly allTeams: boolean;
}

/** With what its conditions ask of the reader: whose `mine` is. */
export type FoundView = SavedView & { readonly teamIds: readonly TeamId[] };

const COLUMNS = `v.id, v.name, v.audience, v.owner_id as "ownerId", v.team_id as "teamId", v.conditions,
  json_build_object('by', v.sort_by, 'direction', v.sort_direction) as sort, v.columns, v.position, v.created_at as "createdAt", v.version`;

// Indexes: ix_saved_view_owner, ix_saved_view_team, primary key of team_member.
const seenBy = (agent: string, all: string) => `(v.audience = 'shared' or v.owner_id = ${agent}
  or v.team_id in (select id from team where ${all}::boolean union all select team_id from team_member where agent_id = ${agent}))`;
const SEEN = seenBy('$1', '$2');
const PAGE = `
  select ${COLUMNS} from saved_view v where ${SEEN} and ($3::int is null or (v.position, v.id) > ($3, $4::uuid)) order by v.position, v.id limit $5`;
const ONE = `from saved_view v where ${SEEN} and v.id = $3`;
const FIND = `select ${COLUMNS} ${ONE}`;
const FIND_FOR = `select ${COLUMNS}, array(select team_id from team_member where agent_id = $1 order by team_id) as "teamIds" ${ONE}`;
const LOCK = `${FIND} for update of v`;
const TEAMS = 'select team_id as id from team_member where agent_id = $1';
const INSERT = `
  insert into saved_view (id, name, audience, owner_id, team_id, conditions, sort_by, sort_direction, columns, position, created_at, updated_at, version)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 1
  where (select count(*) from saved_view where audience = $3 and owner_id is not distinct from $4 and team_id is not distinct from $5) < ${VIEWS_MAX}
  returning id`;
const UPDATE = `
  update saved_view set name = $2, conditions = $3, sort_by = $4, sort_direction = $5, columns = $6, position = $7, updated_at = $8, version = version + 1
  where id = $1`;
const DELETE = 'delete from saved_view where id = $1';

@Injectable()
export class SavedViewRepository {
  constructor(private readonly statements: Statements) {}

  page(reader: ViewReader, after: { readonly position: number; readonly id: string } | null, limit: number): Promise<SavedView[]> {
    const { agentId, allTeams } = reader;
    return this.statements.rows<SavedView>(PAGE, [agentId, allTeams, after?.position ?? null, after?.id ?? null, limit]);
  }

  async find(reader: ViewReader, id: ViewId): Promise<SavedView | null> {
    const [row] = await this.statements.rows<SavedView>(FIND, [reader.agentId, reader.allTeams, id]);
    return row ?? null;
  }

  /** With what its conditions ask of the reader. */
  async findFor(reader: ViewReader, id: ViewId): Promise<FoundView | null> {
    const [row] = await this.statements.rows<FoundView>(FIND_FOR, [reader.agentId, reader.allTeams, id]);
    return row ?? null;
  }

  /** The view, and what it asks of its reader, are as they were found: part of a statement that asks for its tickets. */
  isStill({ agentId, allTeams }: ViewReader, { id, version, teamIds }: FoundView, bind: (value: unknown) => string): string {
    const [agent, all] = [bind(agentId), bind(allTeams)];
    return `exists (select from saved_view v where v.id = ${bind(id)} and v.version = ${bind(version)} and ${seenBy(`${agent}::uuid`, all)})
      and array(select team_id from team_member where agent_id = ${agent}::uuid order by team_id) = ${bind(teamIds)}::uuid[]`;
  }

  async lock(tx: Tx, reader: ViewReader, id: ViewId): Promise<SavedView | null> {
    const [row] = await sql<SavedView>(tx, LOCK, [reader.agentId, reader.allTeams, id]);
    return row ?? null;
  }

  async teamsOf(agentId: AgentId): Promise<readonly TeamId[]> {
    return (await this.statements.rows<{ id: TeamId }>(TEAMS, [agentId])).map((row) => row.id);
  }

  /** @returns false when there are too many already */
  async insert(tx: Tx, view: Omit<SavedView, 'createdAt' | 'version'>): Promise<boolean> {
    const { id, name, audience, ownerId, teamId, conditions, sort, columns, position } = view;
    const values = [id, name, audience, ownerId, teamId, jsonOf(conditions), sort.by, sort.direction, columns, position, tx.now];
    return (await sql(tx, INSERT, values)).length > 0;
  }

  /** The caller holds the lock. */
  async update(tx: Tx, view: SavedView): Promise<void> {
    const { id, name, conditions, sort, columns, position } = view;
    await sql(tx, UPDATE, [id, name, jsonOf(conditions), sort.by, sort.direction, columns, position, tx.now]);
  }

  async delete(tx: Tx, id: ViewId): Promise<void> {
    await sql(tx, DELETE, [id]);
  }
}

function jsonOf(conditions: Condition): string {
  return JSON.stringify(conditions);
}
