import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { Names, WordChange } from './status.repository.js';

export interface CategoryRow {
  readonly key: string;
  readonly names: Names;
  readonly position: number;
  readonly enabled: boolean;
}

const COLUMNS = 'key, names, position, enabled';

// A few dozen rows: no index beyond the primary key.
const PAGE = `select ${COLUMNS} from ticket_category where ($1::int is null or (position, key) > ($1, $2::text)) order by position, key limit $3`;
const FIND = `select ${COLUMNS} from ticket_category where key = $1`;
const INSERT = `insert into ticket_category (${COLUMNS}) values ($1, $2, $3, true) on conflict (key) do nothing returning key`;
const CHANGE = `
  update ticket_category set names = coalesce($2, names), position = coalesce($3, position), enabled = coalesce($4, enabled) where key = $1 returning key`;

@Injectable()
export class CategoryRepository {
  constructor(private readonly statements: Statements) {}

  page(after: { readonly position: number; readonly key: string } | null, limit: number): Promise<CategoryRow[]> {
    return this.statements.rows<CategoryRow>(PAGE, [after?.position ?? null, after?.key ?? null, limit]);
  }

  async find(key: string): Promise<CategoryRow | null> {
    const [row] = await this.statements.rows<CategoryRow>(FIND, [key]);
    return row ?? null;
  }

  /** @returns false when the key is taken */
  async insert(tx: Tx, c: Omit<CategoryRow, 'enabled'>): Promise<boolean> {
    return (await sql(tx, INSERT, [c.key, JSON.stringify(c.names), c.position])).length > 0;
  }

  async change(tx: Tx, key: string, { names, position, enabled }: WordChange): Promise<boolean> {
    const values = [key, names === undefined ? null : JSON.stringify(names), position ?? null, enabled ?? null];
    return (await sql(tx, CHANGE, values)).length > 0;
  }
}
