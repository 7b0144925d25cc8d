import { Injectable } from '@nestjs/common';
import type { Condition } from '../../kernel/condition.js';
import { newId, type RoutingRuleId, type SkillId, type TeamId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { SkillNeed } from '../domain/candidate.js';
import type { RoutingRule } from '../domain/route.js';

export interface RuleFacts {
  readonly name: string;
  readonly enabled: boolean;
  readonly continues: boolean;
  readonly conditions: Condition;
  readonly teamId: TeamId | null;
  readonly priority: string | null;
  readonly category: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly skills: readonly SkillNeed[];
}

export interface RuleRow extends RuleFacts {
  readonly id: RoutingRuleId;
  readonly position: number;
  readonly createdAt: Date;
  readonly version: number;
}

/** Every new ticket runs through all of them. */
export const RULES_MAX = 200;

const COLUMNS = `r.id, r.position, r.name, r.enabled, r.continues, r.conditions, r.team_id as "teamId", r.priority, r.category, r.language, r.tags, r.skills,
  r.created_at as "createdAt", r.version`;

// Index: ix_routing_rule_position.
const ENABLED = `select ${COLUMNS}, t.name as "teamName" from routing_rule r left join team t on t.id = r.team_id where r.enabled order by r.position, r.id limit ${RULES_MAX}`;
const PAGE = `
  select ${COLUMNS} from routing_rule r where ($1::int is null or (r.position, r.id) > ($1, $2::uuid)) order by r.position, r.id limit $3`;
const FIND = `select ${COLUMNS} from routing_rule r where r.id = $1`;
const LOCK = `select ${COLUMNS} from routing_rule r where r.id = $1 for update`;
// Positions are given one after the other.
const LOCK_ORDER = "select pg_advisory_xact_lock(hashtext('routing_rule.position'))";
const LAST = 'select count(*)::int as count, coalesce(max(position), 0)::int as last from routing_rule';
const SHIFT = 'update routing_rule set position = position + 1 where position >= $1';
const INSERT = `
  insert into routing_rule (id, position, name, enabled, continues, conditions, team_id, priority, category, language, tags, skills, created_at, updated_at, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)`;
const UPDATE = `
  update routing_rule set position = $2, name = $3, enabled = $4, continues = $5, conditions = $6, team_id = $7, priority = $8, category = $9, language = $10,
    tags = $11, skills = $12, updated_at = $13, version = version + 1
  where id = $1`;
const DELETE = 'delete from routing_rule where id = $1 returning id';
const TARGETS = `
  select ($1::uuid is null or exists (select from team where id = $1)) as team, ($2::text is null or exists (select from ticket_category where key = $2)) as category,
    array(select s from unnest($3::uuid[]) s where not exists (select from skill where id = s)) as "unknownSkills"`;

@Injectable()
export class RuleRepository {
  constructor(private readonly statements: Statements) {}

  /** All that take part, in order. */
  async enabled(tx: Tx): Promise<readonly RoutingRule[]> {
    const rows = await sql<RuleRow & { readonly teamName: string | null }>(tx, ENABLED, []);
    return rows.map((r) => ruleOf(r, r.teamName));
  }

  page(after: { readonly position: number; readonly id: string } | null, limit: number): Promise<RuleRow[]> {
    return this.statements.rows<RuleRow>(PAGE, [after?.position ?? null, after?.id ?? null, limit]);
  }

  async find(id: RoutingRuleId): Promise<RuleRow | null> {
    const [row] = await this.statements.rows<RuleRow>(FIND, [id]);
    return row ?? null;
  }

  async lock(tx: Tx, id: RoutingRuleId): Promise<RuleRow | null> {
    const [row] = await sql<RuleRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  /** Makes room at a position (null: at the end). @returns the position, and how many rules there were */
  async makeRoom(tx: Tx, position: number | null): Promise<{ readonly position: number; readonly count: number }> {
    await sql(tx, LOCK_ORDER, []);
    const [row] = await sql<{ count: number; last: number }>(tx, LAST, []);
    const { count, last } = row ?? { count: 0, last: 0 };
    if (position === null || position > last) return { position: last + 1, count };
    await sql(tx, SHIFT, [position]);
    return { position, count };
  }

  async insert(tx: Tx, position: number, rule: RuleFacts): Promise<RoutingRuleId> {
    const id = newId<RoutingRuleId>();
    await sql(tx, INSERT, [id, position, ...valuesOf(rule), tx.now]);
    return id;
  }

  async update(tx: Tx, id: RoutingRuleId, position: number, rule: RuleFacts): Promise<void> {
    await sql(tx, UPDATE, [id, position, ...valuesOf(rule), tx.now]);
  }

  async delete(tx: Tx, id: RoutingRuleId): Promise<boolean> {
    return (await sql(tx, DELETE, [id])).length > 0;
  }

  /** What a rule points to and is not there, by name; null when all is. */
  async missingTarget(tx: Tx, rule: Pick<RuleFacts, 'teamId' | 'category' | 'skills'>): Promise<string | null> {
    const skills = rule.skills.map((s) => s.skillId);
    const [row] = await sql<{ team: boolean; category: boolean; unknownSkills: SkillId[] }>(tx, TARGETS, [
      rule.teamId,
      rule.category,
      skills,
    ]);
    if (row?.team === false) return `team ${rule.teamId ?? ''}`;
    if (row?.category === false) return `category "${rule.category ?? ''}"`;
    const [skill] = row?.unknownSkills ?? [];
    return skill === undefined ? null : `skill ${skill}`;
  }
}

export function ruleOf(row: Omit<RuleRow, 'position' | 'createdAt' | 'version'>, teamName: string | null): RoutingRule {
  const { id, name, continues, conditions, teamId, priority, category, language, tags, skills } = row;
  const team = teamId === null ? null : { id: teamId, name: teamName ?? '' };
  return { id, name, continues, conditions, actions: { team, priority, category, language, tags, skills } };
}

function valuesOf(r: RuleFacts): readonly unknown[] {
  const conditions = JSON.stringify(r.conditions);
  return [r.name, r.enabled, r.continues, conditions, r.teamId, r.priority, r.category, r.language, r.tags, JSON.stringify(r.skills)];
}
