import { Injectable } from '@nestjs/common';
import { type CannedTextId, newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { Texts, Visibility } from '../domain/texts.js';
import { type Looking, VISIBLE } from './macro.repository.js';

export interface CannedTextFacts {
  readonly shortcut: string;
  readonly category: string;
  readonly visibility: Visibility;
  readonly scopeId: string;
  readonly texts: Texts;
}

export interface CannedTextRow extends CannedTextFacts {
  readonly id: CannedTextId;
  readonly createdAt: Date;
  readonly version: number;
}

export interface CannedTextQuery {
  readonly category: string | null;
  /** Start of the shortcut. */
  readonly prefix: string | null;
  readonly after: { readonly shortcut: string; readonly id: string } | null;
  readonly limit: number;
}

const COLUMNS = `id, shortcut, category, visibility, scope_id as "scopeId", texts, created_at as "createdAt", version`;
const FIND = `select ${COLUMNS} from canned_text where ${VISIBLE} and id = $3`;
// Index: ix_canned_text_shortcut.
const PAGE = `
  select ${COLUMNS} from canned_text
  where ${VISIBLE} and ($3::text is null or category = $3) and ($4::text is null or starts_with(shortcut, $4))
    and ($5::text is null or (shortcut, id) > ($5, $6::uuid))
  order by shortcut, id limit $7`;
const INSERT = `
  insert into canned_text (id, shortcut, category, visibility, scope_id, texts, created_at, updated_at, version)
  values ($1, $2, $3, $4, $5, $6, $7, $7, 1) on conflict on constraint uq_canned_text_shortcut do nothing returning id`;
const LOCK = `select ${COLUMNS} from canned_text where id = $1 for update`;
const TAKEN = 'select id from canned_text where shortcut = $1 and visibility = $2 and scope_id = $3 and id <> $4';
const UPDATE = `
  update canned_text set shortcut = $2, category = $3, visibility = $4, scope_id = $5, texts = $6, updated_at = $7, version = version + 1
  where id = $1`;
const REMOVE = 'delete from canned_text where id = $1';

@Injectable()
export class CannedTextRepository {
  constructor(private readonly statements: Statements) {}

  async find(looking: Looking, id: CannedTextId): Promise<CannedTextRow | null> {
    const [row] = await this.statements.rows<CannedTextRow>(FIND, [looking.agentId, looking.seesAllTeams, id]);
    return row ?? null;
  }

  page(looking: Looking, q: CannedTextQuery): Promise<CannedTextRow[]> {
    const { agentId, seesAllTeams } = looking;
    const values = [agentId, seesAllTeams, q.category, q.prefix, q.after?.shortcut ?? null, q.after?.id ?? null, q.limit];
    return this.statements.rows<CannedTextRow>(PAGE, values);
  }

  /** @returns null when the shortcut is taken among those who would see it */
  async insert(tx: Tx, t: CannedTextFacts): Promise<CannedTextId | null> {
    const values = [newId<CannedTextId>(), t.shortcut, t.category, t.visibility, t.scopeId, JSON.stringify(t.texts), tx.now];
    const [row] = await sql<{ id: CannedTextId }>(tx, INSERT, values);
    return row?.id ?? null;
  }

  async lock(tx: Tx, id: CannedTextId): Promise<CannedTextRow | null> {
    const [row] = await sql<CannedTextRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  /** @returns false when the shortcut is taken */
  async update(tx: Tx, id: CannedTextId, t: CannedTextFacts): Promise<boolean> {
    if ((await sql(tx, TAKEN, [t.shortcut, t.visibility, t.scopeId, id])).length > 0) return false;
    await sql(tx, UPDATE, [id, t.shortcut, t.category, t.visibility, t.scopeId, JSON.stringify(t.texts), tx.now]);
    return true;
  }

  async remove(tx: Tx, id: CannedTextId): Promise<void> {
    await sql(tx, REMOVE, [id]);
  }
}
