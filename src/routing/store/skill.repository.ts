import { Injectable } from '@nestjs/common';
import { type AgentId, newId, type SkillId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { SkillNeed } from '../domain/candidate.js';

export interface SkillRow {
  readonly id: SkillId;
  readonly name: string;
  readonly agentCount: number;
  readonly createdAt: Date;
  readonly version: number;
}

const COLUMNS = `s.id, s.name, s.created_at as "createdAt", s.version, (select count(*)::int from agent_skill a where a.skill_id = s.id) as "agentCount"`;
// Indexes: uq_skill_name, ix_agent_skill_skill.
const PAGE = `select ${COLUMNS} from skill s where ($1::text is null or s.name > $1) order by s.name limit $2`;
const FIND = `select ${COLUMNS} from skill s where s.id = $1`;
const INSERT =
  'insert into skill (id, name, created_at, updated_at, version) values ($1, $2, $3, $3, 1) on conflict (name) do nothing returning id';
const TAKEN = 'select id from skill where name = $1 and id <> $2';
const RENAME = 'update skill set name = $2, updated_at = $3, version = version + 1 where id = $1 returning id';
// Rules are few; each names few skills.
const IN_USE = `select name from routing_rule where skills @> jsonb_build_array(jsonb_build_object('skillId', $1::text)) order by position limit 1`;
const DELETE = 'delete from skill where id = $1 returning id';
const UNKNOWN = 'select s from unnest($1::uuid[]) s where not exists (select from skill where id = s) limit 1';
const FORGET = 'delete from agent_skill where agent_id = $1';
const LEARN = `
  insert into agent_skill (agent_id, skill_id, level) select $1, s.skill_id, s.level from unnest($2::uuid[], $3::smallint[]) s(skill_id, level)`;

@Injectable()
export class SkillRepository {
  constructor(private readonly statements: Statements) {}

  page(afterName: string | null, limit: number): Promise<SkillRow[]> {
    return this.statements.rows<SkillRow>(PAGE, [afterName, limit]);
  }

  async find(id: SkillId): Promise<SkillRow | null> {
    const [row] = await this.statements.rows<SkillRow>(FIND, [id]);
    return row ?? null;
  }

  /** @returns null when the name is taken */
  async insert(tx: Tx, name: string): Promise<SkillId | null> {
    const [row] = await sql<{ id: SkillId }>(tx, INSERT, [newId<SkillId>(), name, tx.now]);
    return row?.id ?? null;
  }

  async rename(tx: Tx, id: SkillId, name: string): Promise<'renamed' | 'taken' | 'missing'> {
    if ((await sql(tx, TAKEN, [name, id])).length > 0) return 'taken';
    return (await sql(tx, RENAME, [id, name, tx.now])).length > 0 ? 'renamed' : 'missing';
  }

  /** The name of a rule that asks for it. */
  async askedBy(tx: Tx, id: SkillId): Promise<string | null> {
    const [row] = await sql<{ name: string }>(tx, IN_USE, [id]);
    return row?.name ?? null;
  }

  async delete(tx: Tx, id: SkillId): Promise<boolean> {
    return (await sql(tx, DELETE, [id])).length > 0;
  }

  /** Replaces what an agent has been trained in. @returns an id that is no skill; null: done */
  async setOf(tx: Tx, agentId: AgentId, skills: readonly SkillNeed[]): Promise<SkillId | null> {
    const ids = skills.map((s) => s.skillId);
    const [unknown] = await sql<{ s: SkillId }>(tx, UNKNOWN, [ids]);
    if (unknown !== undefined) return unknown.s;
    await sql(tx, FORGET, [agentId]);
    await sql(tx, LEARN, [agentId, ids, skills.map((s) => s.level)]);
    return null;
  }
}
