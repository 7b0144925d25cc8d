import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { CustomField } from '../domain/custom-field.js';

/** Every ticket is checked against all of them. */
export const CUSTOM_FIELDS_MAX = 200;

const COLUMNS = `key, kind, labels, options, required_on_resolve as "requiredOnResolve", enabled, position`;

// At most 200 rows: no index beyond the primary key.
const PAGE = `select ${COLUMNS} from custom_field where ($1::int is null or (position, key) > ($1, $2::text)) order by position, key limit $3`;
const ALL = `select ${COLUMNS} from custom_field order by position, key limit ${CUSTOM_FIELDS_MAX}`;
const FIND = `select ${COLUMNS} from custom_field where key = $1`;
const LOCK = `select ${COLUMNS} from custom_field where key = $1 for update`;
const COUNT = 'select count(*)::int as count from custom_field';
const INSERT = `
  insert into custom_field (key, kind, labels, options, required_on_resolve, enabled, position, created_at)
  values ($1, $2, $3, $4, $5, true, $6, $7) on conflict (key) do nothing returning key`;
const CHANGE = `
  update custom_field set labels = $2, options = $3, required_on_resolve = $4, position = $5, enabled = $6 where key = $1`;

@Injectable()
export class CustomFieldRepository {
  constructor(private readonly statements: Statements) {}

  page(after: { readonly position: number; readonly key: string } | null, limit: number): Promise<CustomField[]> {
    return this.statements.rows<CustomField>(PAGE, [after?.position ?? null, after?.key ?? null, limit]);
  }

  async find(key: string): Promise<CustomField | null> {
    const [row] = await this.statements.rows<CustomField>(FIND, [key]);
    return row ?? null;
  }

  all(tx: Tx): Promise<readonly CustomField[]> {
    return sql<CustomField>(tx, ALL, []);
  }

  async lock(tx: Tx, key: string): Promise<CustomField | null> {
    const [row] = await sql<CustomField>(tx, LOCK, [key]);
    return row ?? null;
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, COUNT, []);
    return row?.count ?? 0;
  }

  /** @returns false when the key is taken */
  async insert(tx: Tx, f: Omit<CustomField, 'enabled'>): Promise<boolean> {
    const values = [f.key, f.kind, JSON.stringify(f.labels), f.options, f.requiredOnResolve, f.position, tx.now];
    return (await sql(tx, INSERT, values)).length > 0;
  }

  async change(tx: Tx, f: CustomField): Promise<void> {
    await sql(tx, CHANGE, [f.key, JSON.stringify(f.labels), f.options, f.requiredOnResolve, f.position, f.enabled]);
  }
}
