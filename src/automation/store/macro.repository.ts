import { Injectable } from '@nestjs/common';
import { type AgentId, type MacroId, newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { Action } from '../domain/actions.js';
import type { Visibility } from '../domain/texts.js';

export interface MacroFacts {
  readonly name: string;
  readonly visibility: Visibility;
  /** The owner, the team, or {@link NOBODY}. */
  readonly scopeId: string;
  readonly actions: readonly Action[];
}

export interface MacroRow extends MacroFacts {
  readonly id: MacroId;
  readonly createdAt: Date;
  readonly version: number;
}

/** The scope of what everybody may use. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who looks: what is shared, what is their own, and what belongs to their teams (to any team for those who see all). */
export interface Looking {
  readonly agentId: AgentId;
  readonly seesAllTeams: boolean;
}

const COLUMNS = `id, name, visibility, scope_id as "scopeId", actions, created_at as "createdAt", version`;

/** $1 agent, $2 sees all teams. */
export const VISIBLE = `(visibility = 'shared' or (visibility = 'personal' and scope_id = $1)
    or (visibility = 'team' and ($2 or scope_id in (select team_id from team_member where agent_id = $1))))`;

const FIND = `select ${COLUMNS} from macro where ${VISIBLE} and id = $3`;
// Index: ix_macro_name.
const PAGE = `
  select ${COLUMNS} from macro where ${VISIBLE} and ($3::text is null or (name, id) > ($3, $4::uuid)) order by name, id limit $5`;
const INSERT = `
  insert into macro (id, name, visibility, scope_id, actions, created_at, updated_at, version) values ($1, $2, $3, $4, $5, $6, $6, 1)`;
const LOCK = `select ${COLUMNS} from macro where id = $1 for update`;
const UPDATE = `
  update macro set name = $2, visibility = $3, scope_id = $4, actions = $5, updated_at = $6, version = version + 1 where id = $1`;
const REMOVE = 'delete from macro where id = $1';

@Injectable()
export class MacroRepository {
  constructor(private readonly statements: Statements) {}

  async find(looking: Looking, id: MacroId): Promise<MacroRow | null> {
    const [row] = await this.statements.rows<MacroRow>(FIND, [looking.agentId, looking.seesAllTeams, id]);
    return row ?? null;
  }

  page(looking: Looking, after: { readonly name: string; readonly id: string } | null, limit: number): Promise<MacroRow[]> {
    const values = [looking.agentId, looking.seesAllTeams, after?.name ?? null, after?.id ?? null, limit];
    return this.statements.rows<MacroRow>(PAGE, values);
  }

  async insert(tx: Tx, m: MacroFacts): Promise<MacroId> {
    const id = newId<MacroId>();
    await sql(tx, INSERT, [id, m.name, m.visibility, m.scopeId, JSON.stringify(m.actions), tx.now]);
    return id;
  }

  async lock(tx: Tx, id: MacroId): Promise<MacroRow | null> {
    const [row] = await sql<MacroRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  async update(tx: Tx, id: MacroId, m: MacroFacts): Promise<void> {
    await sql(tx, UPDATE, [id, m.name, m.visibility, m.scopeId, JSON.stringify(m.actions), tx.now]);
  }

  async remove(tx: Tx, id: MacroId): Promise<void> {
    await sql(tx, REMOVE, [id]);
  }
}
