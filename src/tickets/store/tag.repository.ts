import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { Fresh } from '../../platform/database/fresh.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface TagRow {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly enabled: boolean;
}

const PAGE = 'select name, color, enabled from tag where ($1::text is null or name > $1) order by name limit $2';
const FIND = 'select name, color, enabled from tag where name = $1';
const INSERT = 'insert into tag (name, color, enabled, created_at) values ($1, $2, true, $3) on conflict (name) do nothing returning name';
const CHANGE = 'update tag set color = coalesce($2, color), enabled = coalesce($3, enabled) where name = $1 returning name';
const UNKNOWN =
  'select given as name from unnest($1::text[]) as given where not exists (select from tag t where t.name = given and t.enabled)';
const RESTRICTED = 'select tags_restricted as restricted from ticket_setting';
const RESTRICT = 'update ticket_setting set tags_restricted = $1';

@Injectable()
export class TagRepository {
  private readonly restricted = new Fresh(async (tx) => (await sql<{ restricted: boolean }>(tx, RESTRICTED, []))[0]?.restricted ?? false);

  constructor(private readonly statements: Statements) {}

  page(afterName: string | null, limit: number): Promise<TagRow[]> {
    return this.statements.rows<TagRow>(PAGE, [afterName, limit]);
  }

  async find(name: string): Promise<TagRow | null> {
    const [row] = await this.statements.rows<TagRow>(FIND, [name]);
    return row ?? null;
  }

  /** @returns false when there is such a tag */
  async insert(tx: Tx, { name, color }: Pick<TagRow, 'name' | 'color'>): Promise<boolean> {
    return (await sql(tx, INSERT, [name, color, tx.now])).length > 0;
  }

  async change(tx: Tx, name: string, change: { readonly color?: string; readonly enabled?: boolean }): Promise<boolean> {
    return (await sql(tx, CHANGE, [name, change.color ?? null, change.enabled ?? null])).length > 0;
  }

  /** Of these, the ones no administrator gave out. */
  async unknown(tx: Tx, names: readonly string[]): Promise<readonly string[]> {
    const rows = await sql<{ name: string }>(tx, UNKNOWN, [names]);
    return rows.map((r) => r.name);
  }

  /** May tickets carry only the tags of the list? */
  async areRestricted(): Promise<boolean> {
    const [row] = await this.statements.rows<{ restricted: boolean }>(RESTRICTED, []);
    return row?.restricted ?? false;
  }

  /** At most a second old. */
  areRestrictedIn(tx: Tx): Promise<boolean> {
    return this.restricted.get(tx);
  }

  /** After {@link restrict} was committed. */
  forget(): void {
    this.restricted.forget();
  }

  async restrict(tx: Tx, restricted: boolean): Promise<void> {
    await sql(tx, RESTRICT, [restricted]);
  }
}
