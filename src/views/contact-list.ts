import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly language: string | null;
  readonly tier: string | null;
  readonly isSpam: boolean;
  readonly mergedIntoId: string | null;
  readonly identities: readonly { readonly kind: string; readonly scope: string; readonly value: string; readonly verified: boolean }[];
  readonly createdAt: Date;
  readonly version: number;
  readonly sortAt: string;
}

const COLUMNS = `c.id, c.name, c.language, c.tier, c.is_spam as "isSpam", c.merged_into_id as "mergedIntoId", c.created_at as "createdAt", c.version, c.created_at::text as "sortAt",
  coalesce((select json_agg(json_build_object('kind', i.kind, 'scope', i.scope, 'value', i.value, 'verified', i.verified) order by i.created_at)
    from contact_identity i where i.contact_id = c.id), '[]') as identities`;

// Indexes: ix_contact_created, uq_contact_identity, ix_contact_identity_contact.
const PAGE = `
  select ${COLUMNS} from contact c where c.merged_into_id is null and ($1::timestamptz is null or (c.created_at, c.id) < ($1, $2::uuid)) order by c.created_at desc, c.id desc limit $3`;
const BY_IDENTITY = `
  select ${COLUMNS} from contact c where c.id in (select contact_id from contact_identity where kind = $1 and value = $2 limit 50) order by c.created_at desc, c.id desc`;
const FIND = `select ${COLUMNS} from contact c where c.id = $1`;

@Injectable()
export class ContactListView {
  constructor(private readonly statements: Statements) {}

  /** @throws DomainError `page.bad-cursor` */
  async page(limit: number, cursor: string | null): Promise<Page<ContactRow>> {
    const [at, id] = cursor === null ? [null, null] : decodeCursor('contacts', cursor, 2);
    const rows = await this.statements.rows<ContactRow>(PAGE, [at ?? null, id ?? null, limit + 1]);
    return pageOf(rows, { limit, sort: 'contacts', keysOf: (r) => [r.sortAt, r.id], map: (r) => r });
  }

  /** A person has few accounts of a kind: bounded without pages. */
  byIdentity(kind: string, value: string): Promise<ContactRow[]> {
    return this.statements.rows<ContactRow>(BY_IDENTITY, [kind, value]);
  }

  async find(id: string): Promise<ContactRow | null> {
    const [row] = await this.statements.rows<ContactRow>(FIND, [id]);
    return row ?? null;
  }
}
