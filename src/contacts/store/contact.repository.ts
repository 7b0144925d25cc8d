import { Injectable } from '@nestjs/common';
import { type ContactId, type IdentityId, newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { IdentityName } from '../normalise-identity.js';

export interface KnownIdentity extends IdentityName {
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly contactTier: string | null;
  readonly contactIsSpam: boolean;
}

/** Null leaves what is there; a tier of null takes it away. */
export interface ContactChange {
  readonly name: string | null;
  readonly language: string | null;
  readonly tier?: string | null;
  readonly version: number | null;
}

export interface NewIdentity extends IdentityName {
  readonly verified: boolean;
  readonly displayName: string | null;
}

// Locks the identity rows: what one person says is taken one after the other. Ordered, so that two batches cannot deadlock.
const LOCK = `
  select i.kind, i.scope, i.value, i.contact_id as "contactId", c.name as "contactName", c.tier as "contactTier", c.is_spam as "contactIsSpam"
  from contact_identity i join contact c on c.id = i.contact_id
  where (i.kind, i.scope, i.value) in (select * from unnest($1::text[], $2::text[], $3::text[]))
  order by i.id for update of i`;

// One statement: where a concurrent first message won the identity, neither row is made.
const CREATE = `
  with i as (
    insert into contact_identity (id, contact_id, kind, scope, value, verified, display_name, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (kind, scope, value) do nothing returning contact_id)
  insert into contact (id, name, language, created_at, updated_at, version)
  select contact_id, $9, $10, $8, $8, 1 from i returning id`;

const HAS_ACCOUNT = 'select 1 from contact_identity where contact_id = $1 and kind = $2 and scope = $3 limit 1';

const ADD_IDENTITY = `
  insert into contact_identity (id, contact_id, kind, scope, value, verified, display_name, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (kind, scope, value) do nothing returning id`;

const CREATE_BARE = `insert into contact (id, name, language, created_at, updated_at, version) values ($1, $2, $3, $4, $4, 1)`;

const IDENTITIES_OF = `
  select kind, scope, value from contact_identity where contact_id = $1 and kind = any($2::text[]) order by verified desc, created_at desc limit 1`;

const CHANGE = `
  update contact set name = coalesce($2, name), language = coalesce($3, language), tier = case when $6 then $7 else tier end, updated_at = $4, version = version + 1
  where id = $1 and merged_into_id is null and ($5::int is null or version = $5) returning id`;

const MARK_SPAM = 'update contact set is_spam = $2, updated_at = $3, version = version + 1 where id = $1 and is_spam <> $2';
const EXISTS = 'select id, name, merged_into_id as "mergedIntoId" from contact where id = $1';

@Injectable()
export class ContactRepository {
  lockIdentities(tx: Tx, names: readonly IdentityName[]): Promise<KnownIdentity[]> {
    return sql<KnownIdentity>(tx, LOCK, [names.map((n) => n.kind), names.map((n) => n.scope), names.map((n) => n.value)]);
  }

  /** @returns null when somebody else made the identity meanwhile: look again. */
  async createWith(
    tx: Tx,
    identity: NewIdentity,
    contact: { readonly name: string; readonly language: string | null },
  ): Promise<ContactId | null> {
    const id = newId<ContactId>();
    const rows = await sql<{ id: ContactId }>(tx, CREATE, [...identityValues(tx, id, identity), contact.name, contact.language]);
    return rows[0]?.id ?? null;
  }

  async create(tx: Tx, contact: { readonly name: string; readonly language: string | null }): Promise<ContactId> {
    const id = newId<ContactId>();
    await sql(tx, CREATE_BARE, [id, contact.name, contact.language, tx.now]);
    return id;
  }

  async hasAccount(tx: Tx, contactId: ContactId, { kind, scope }: IdentityName): Promise<boolean> {
    return (await sql(tx, HAS_ACCOUNT, [contactId, kind, scope])).length > 0;
  }

  /** @returns false when the identity belongs to somebody already. */
  async addIdentity(tx: Tx, contactId: ContactId, identity: NewIdentity): Promise<boolean> {
    const rows = await sql(tx, ADD_IDENTITY, identityValues(tx, contactId, identity));
    return rows.length > 0;
  }

  /** The best identity of these kinds: verified before claimed, newest first. */
  async identityOfKind(tx: Tx, contactId: ContactId, kinds: readonly string[]): Promise<IdentityName | null> {
    const rows = await sql<IdentityName>(tx, IDENTITIES_OF, [contactId, kinds]);
    return rows[0] ?? null;
  }

  async change(tx: Tx, id: ContactId, change: ContactChange): Promise<boolean> {
    const { name, language, version, tier } = change;
    const rows = await sql(tx, CHANGE, [id, name, language, tx.now, version, tier !== undefined, tier ?? null]);
    return rows.length > 0;
  }

  async markSpam(tx: Tx, id: ContactId, isSpam: boolean): Promise<void> {
    await sql(tx, MARK_SPAM, [id, isSpam, tx.now]);
  }

  async find(
    tx: Tx,
    id: ContactId,
  ): Promise<{ readonly id: ContactId; readonly name: string; readonly mergedIntoId: ContactId | null } | null> {
    const rows = await sql<{ id: ContactId; name: string; mergedIntoId: ContactId | null }>(tx, EXISTS, [id]);
    return rows[0] ?? null;
  }
}

function identityValues(tx: Tx, contactId: ContactId, identity: NewIdentity): readonly unknown[] {
  return [newId<IdentityId>(), contactId, identity.kind, identity.scope, identity.value, identity.verified, identity.displayName, tx.now];
}
