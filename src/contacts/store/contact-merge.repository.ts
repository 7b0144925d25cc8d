import { Injectable } from '@nestjs/common';
import { type ContactId, type IdentityId, newId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { ContactFacts, Taken } from '../domain/joining.js';

export interface LockedContact extends ContactFacts {
  readonly id: ContactId;
  readonly mergedIntoId: ContactId | null;
}

/** A merge of contacts that can be undone. */
export interface ContactMerge {
  readonly id: string;
  readonly contactId: ContactId;
  readonly intoId: ContactId;
  readonly identityIds: readonly IdentityId[];
  readonly ticketIds: readonly TicketId[];
  readonly taken: readonly Taken[];
}

// Identities before contacts, each in the order of their ids: as incoming messages and other verbs lock.
const LOCK_IDENTITIES = 'select id from contact_identity where contact_id = any($1::uuid[]) order by id for update';
const LOCK = `
  select id, name, language, tier, merged_into_id as "mergedIntoId" from contact where id = any($1::uuid[]) order by id for update`;
const ACTIVE = `
  select id, contact_id as "contactId", into_id as "intoId", identity_ids as "identityIds", ticket_ids as "ticketIds", taken
  from contact_merge where contact_id = $1 and undone_at is null`;
const GIVE_ALL = 'update contact_identity set contact_id = $2 where contact_id = $1 returning id';
const GIVE_BACK = 'update contact_identity set contact_id = $3 where id = any($1::uuid[]) and contact_id = $2';
const SET = `
  update contact set name = $2, language = $3, tier = $4, merged_into_id = $5, updated_at = $6, version = version + 1 where id = $1`;
const INSERT = `
  insert into contact_merge (id, contact_id, into_id, identity_ids, ticket_ids, taken, merged_at) values ($1, $2, $3, $4, $5, $6, $7)`;
const UNDONE = 'update contact_merge set undone_at = $2 where id = $1 and undone_at is null returning id';

@Injectable()
export class ContactMergeRepository {
  /** Both contacts with everything by which they write. */
  async lock(tx: Tx, ids: readonly ContactId[]): Promise<readonly LockedContact[]> {
    await sql(tx, LOCK_IDENTITIES, [ids]);
    return sql<LockedContact>(tx, LOCK, [ids]);
  }

  async active(tx: Tx, contactId: ContactId): Promise<ContactMerge | null> {
    const [row] = await sql<ContactMerge>(tx, ACTIVE, [contactId]);
    return row ?? null;
  }

  async giveAll(tx: Tx, from: ContactId, to: ContactId): Promise<readonly IdentityId[]> {
    const rows = await sql<{ id: IdentityId }>(tx, GIVE_ALL, [from, to]);
    return rows.map((r) => r.id);
  }

  /** Those of these that still belong to `from`. */
  async giveBack(tx: Tx, ids: readonly IdentityId[], { from, to }: { readonly from: ContactId; readonly to: ContactId }): Promise<void> {
    await sql(tx, GIVE_BACK, [ids, from, to]);
  }

  async set(tx: Tx, id: ContactId, facts: ContactFacts, mergedIntoId: ContactId | null): Promise<void> {
    await sql(tx, SET, [id, facts.name, facts.language, facts.tier, mergedIntoId, tx.now]);
  }

  async record(tx: Tx, m: Omit<ContactMerge, 'id'>): Promise<void> {
    await sql(tx, INSERT, [newId(), m.contactId, m.intoId, m.identityIds, m.ticketIds, JSON.stringify(m.taken), tx.now]);
  }

  /** @returns false when somebody undid it before */
  async undo(tx: Tx, id: string): Promise<boolean> {
    return (await sql(tx, UNDONE, [id, tx.now])).length > 0;
  }
}
