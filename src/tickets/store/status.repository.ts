import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { StatusCategory } from '../domain/vocabulary.js';

export type Names = Readonly<Record<string, string>>;

export interface StatusRow {
  readonly name: string;
  readonly category: StatusCategory;
  readonly names: Names;
  readonly position: number;
  readonly enabled: boolean;
}

export interface WordChange {
  readonly names?: Names;
  readonly position?: number;
  readonly enabled?: boolean;
}

const COLUMNS = 'name, category, names, position, enabled';

// A few dozen rows: no index beyond the primary key.
const PAGE = `select ${COLUMNS} from ticket_status where ($1::int is null or (position, name) > ($1, $2::text)) order by position, name limit $3`;
const FIND = `select ${COLUMNS} from ticket_status where name = $1`;
const INSERT = `insert into ticket_status (${COLUMNS}) values ($1, $2, $3, $4, true) on conflict (name) do nothing returning name`;
const CHANGE = `
  update ticket_status set names = coalesce($2, names), position = coalesce($3, position), enabled = coalesce($4, enabled) where name = $1 returning name`;
// Locks every name of the category: of two who switch off the last two, one waits and is refused.
const LOCK_CATEGORY = `
  select ${COLUMNS} from ticket_status where category = (select category from ticket_status where name = $1) order by name for update`;
const EMPTY_CATEGORIES = `
  select c as category from unnest($1::text[]) as c where not exists (select from ticket_status s where s.category = c and s.enabled and s.name <> $2)`;

@Injectable()
export class StatusRepository {
  constructor(private readonly statements: Statements) {}

  page(after: { readonly position: number; readonly name: string } | null, limit: number): Promise<StatusRow[]> {
    return this.statements.rows<StatusRow>(PAGE, [after?.position ?? null, after?.name ?? null, limit]);
  }

  async find(name: string): Promise<StatusRow | null> {
    const [row] = await this.statements.rows<StatusRow>(FIND, [name]);
    return row ?? null;
  }

  /** @returns false when the name is taken */
  async insert(tx: Tx, s: Omit<StatusRow, 'enabled'>): Promise<boolean> {
    return (await sql(tx, INSERT, [s.name, s.category, JSON.stringify(s.names), s.position])).length > 0;
  }

  async change(tx: Tx, name: string, { names, position, enabled }: WordChange): Promise<boolean> {
    const values = [name, names === undefined ? null : JSON.stringify(names), position ?? null, enabled ?? null];
    return (await sql(tx, CHANGE, values)).length > 0;
  }

  /** Every name of the category that this one belongs to, locked. */
  lockCategoryOf(tx: Tx, name: string): Promise<StatusRow[]> {
    return sql<StatusRow>(tx, LOCK_CATEGORY, [name]);
  }

  /** Categories that no status stands for. */
  async withoutStatus(categories: readonly StatusCategory[], except: string): Promise<readonly string[]> {
    const rows = await this.statements.rows<{ category: string }>(EMPTY_CATEGORIES, [categories, except]);
    return rows.map((r) => r.category);
  }
}
