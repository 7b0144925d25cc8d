import { Injectable } from '@nestjs/common';
import { type AgentId, newId, type TeamId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

/** Who sees a team's tickets: everybody, or only its members (and who is assigned, administrators, auditors). */
export type TeamVisibility = 'open' | 'members';
export const TEAM_VISIBILITIES: readonly TeamVisibility[] = ['open', 'members'];

export interface TeamRow {
  readonly id: TeamId;
  readonly name: string;
  readonly visibility: TeamVisibility;
  readonly memberCount: number;
  readonly createdAt: Date;
  readonly version: number;
}

const COLUMNS = `t.id, t.name, t.visibility, t.created_at as "createdAt", t.version, (select count(*)::int from team_member m where m.team_id = t.id) as "memberCount"`;
const FIND = `select ${COLUMNS} from team t where t.id = $1`;
const PAGE = `select ${COLUMNS} from team t where ($1::text is null or t.name > $1) order by t.name limit $2`;
const INSERT =
  'insert into team (id, name, created_at, updated_at, version) values ($1, $2, $3, $3, 1) on conflict (name) do nothing returning id';
const RENAME = `
  update team set name = coalesce($2, name), updated_at = $3, version = version + 1
  where id = $1 and not exists (select from team where name = $2 and id <> $1) returning id`;
const EXISTS = 'select id from team where id = $1';
const SHOW = 'update team set visibility = $2, updated_at = $3, version = version + 1 where id = $1';
const MEMBER = 'select 1 as one from team_member where team_id = $1 and agent_id = $2';
const LOCK = `select ${COLUMNS} from team t where t.id = $1 for update of t`;

@Injectable()
export class TeamRepository {
  constructor(private readonly statements: Statements) {}

  async find(id: TeamId): Promise<TeamRow | null> {
    const [row] = await this.statements.rows<TeamRow>(FIND, [id]);
    return row ?? null;
  }

  page(afterName: string | null, limit: number): Promise<TeamRow[]> {
    return this.statements.rows<TeamRow>(PAGE, [afterName, limit]);
  }

  /** @returns null when the name is taken */
  async insert(tx: Tx, name: string): Promise<TeamId | null> {
    const [row] = await sql<{ id: TeamId }>(tx, INSERT, [newId<TeamId>(), name, tx.now]);
    return row?.id ?? null;
  }

  /** @param name null: as it is */
  async rename(tx: Tx, id: TeamId, name: string | null): Promise<'renamed' | 'name-taken' | 'not-found'> {
    if ((await sql(tx, RENAME, [id, name, tx.now])).length > 0) return 'renamed';
    return (await sql(tx, EXISTS, [id])).length > 0 ? 'name-taken' : 'not-found';
  }

  async lock(tx: Tx, id: TeamId): Promise<TeamRow | null> {
    const [row] = await sql<TeamRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  async hasMember(tx: Tx, id: TeamId, agentId: AgentId): Promise<boolean> {
    return (await sql(tx, MEMBER, [id, agentId])).length > 0;
  }

  async show(tx: Tx, id: TeamId, visibility: TeamVisibility): Promise<void> {
    await sql(tx, SHOW, [id, visibility, tx.now]);
  }
}
