import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/actor.js';
import { type AgentId, newId, type TeamId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface AgentRow {
  readonly id: AgentId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly languages: readonly string[];
  readonly teamIds: readonly TeamId[];
  readonly createdAt: Date;
  readonly version: number;
}

export interface AgentFacts {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly languages: readonly string[];
}

const COLUMNS = `a.id, a.email, a.name, a.role, a.enabled, a.languages, a.created_at as "createdAt", a.version,
  coalesce((select array_agg(m.team_id order by m.team_id) from team_member m where m.agent_id = a.id), '{}') as "teamIds"`;

const FIND = `select ${COLUMNS} from agent a where a.id = $1`;
const BY_EMAIL = `select ${COLUMNS} from agent a where a.email = $1`;
const PAGE = `
  select ${COLUMNS} from agent a where ($1::text is null or (a.email) > $1) order by a.email limit $2`;
const COUNT = 'select 1 as one from agent limit 1';

const INSERT = `
  insert into agent (id, email, name, role, enabled, languages, created_at, updated_at, version) values ($1, $2, $3, $4, $5, $6, $7, $7, 1)
  on conflict (email) do nothing returning id`;
const UPDATE = `
  update agent set name = $2, role = $3, enabled = $4, languages = $5, updated_at = $6, version = version + 1 where id = $1`;
// Not "for update": whoever writes a row that refers to the agent need not wait, and so cannot deadlock.
const LOCK = `select ${COLUMNS} from agent a where a.id = $1 for no key update of a`;
// Locked, so that two administrators cannot remove each other at the same time.
const ADMINISTRATORS = `select id from agent where role = 'admin' and enabled order by id for no key update`;
const ENABLED = 'select id from agent where id = any($1::uuid[]) and enabled';
// Primary keys.
const OUTSIDE = `
  select a.id from agent a join team t on t.id = $1 and t.visibility = 'members'
  where a.id = any($2::uuid[]) and a.role not in ('admin', 'auditor')
    and not exists (select from team_member m where m.team_id = t.id and m.agent_id = a.id)`;
const LEAVE_TEAMS = 'delete from team_member where agent_id = $1';
const JOIN_TEAMS = 'insert into team_member (team_id, agent_id) select id, $1 from team where id = any($2::uuid[])';

@Injectable()
export class AgentRepository {
  constructor(private readonly statements: Statements) {}

  async find(id: AgentId): Promise<AgentRow | null> {
    const [row] = await this.statements.rows<AgentRow>(FIND, [id]);
    return row ?? null;
  }

  async byEmail(email: string): Promise<AgentRow | null> {
    const [row] = await this.statements.rows<AgentRow>(BY_EMAIL, [email.trim().toLowerCase()]);
    return row ?? null;
  }

  page(afterEmail: string | null, limit: number): Promise<AgentRow[]> {
    return this.statements.rows<AgentRow>(PAGE, [afterEmail, limit]);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.statements.rows(COUNT, [])).length === 0;
  }

  /** @returns null when the address is taken */
  async insert(tx: Tx, a: AgentFacts, id = newId<AgentId>()): Promise<AgentId | null> {
    const [row] = await sql<{ id: AgentId }>(tx, INSERT, [
      id,
      a.email.trim().toLowerCase(),
      a.name,
      a.role,
      a.enabled,
      a.languages,
      tx.now,
    ]);
    return row?.id ?? null;
  }

  async lock(tx: Tx, id: AgentId): Promise<AgentRow | null> {
    const [row] = await sql<AgentRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  /** Those who can administer now, locked. */
  async administrators(tx: Tx): Promise<readonly AgentId[]> {
    return (await sql<{ id: AgentId }>(tx, ADMINISTRATORS, [])).map((r) => r.id);
  }

  /** Of these, the ones who work here. */
  /** Those of them to whom the tickets of this team are closed. */
  async outsideOf(tx: Tx, teamId: TeamId, ids: readonly AgentId[]): Promise<readonly AgentId[]> {
    const rows = await sql<{ id: AgentId }>(tx, OUTSIDE, [teamId, ids]);
    return rows.map((r) => r.id);
  }

  async enabledAmong(tx: Tx, ids: readonly AgentId[]): Promise<readonly AgentId[]> {
    const rows = await sql<{ id: AgentId }>(tx, ENABLED, [ids]);
    return rows.map((r) => r.id);
  }

  async update(tx: Tx, id: AgentId, a: AgentFacts): Promise<void> {
    await sql(tx, UPDATE, [id, a.name, a.role, a.enabled, a.languages, tx.now]);
  }

  async setTeams(tx: Tx, id: AgentId, teamIds: readonly TeamId[]): Promise<void> {
    await sql(tx, LEAVE_TEAMS, [id]);
    await sql(tx, JOIN_TEAMS, [id, teamIds]);
  }
}
