import { Injectable } from '@nestjs/common';
import type { MessageId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import { TEXT_MAX } from '../domain/document.js';
import type { Slice } from '../domain/slices.js';

/** A message with all that can be found of it. */
export interface Unindexed {
  readonly id: MessageId;
  readonly ticketId: string;
  readonly seq: number;
  readonly at: Date;
  /** With the database's full precision. */
  readonly exactAt: string;
  readonly channel: string;
  readonly authorName: string;
  readonly authorIdentities: readonly string[] | null;
  readonly subject: string | null;
  readonly text: string;
  readonly hasAttachment: boolean;
  /** Only on the first message of the ticket. */
  readonly ticket: {
    readonly number: string;
    readonly subject: string;
    readonly contactName: string;
    readonly identities: readonly string[] | null;
    readonly customFields: Readonly<Record<string, unknown>>;
  } | null;
}

export interface NewDocument {
  readonly message: Unindexed;
  readonly facets: readonly string[];
  readonly tsv: string;
}

/** Keeps our advisory locks apart from anybody else's in the same database. */
const LOCK_CLASS = 0x50415253;

// One process indexes at a time: slices are counted by it alone. The lock ends with the transaction.
const LEAD = 'select pg_try_advisory_xact_lock($1, 1) as leads';

// The newest first: what was just said is found soon, also while a long history is being indexed. Index: ix_search_pending_at.
const PENDING = 'select message_id as id from search_pending order by at desc, message_id desc limit $1';
// A note that somebody is renewing is left for the next time: its change is not visible yet.
const TAKE = `
  delete from search_pending where message_id in (
    select message_id from search_pending where message_id = any($1::uuid[]) for update skip locked)
  returning message_id as id`;

// Read after the notes were taken, in a statement of its own: it sees every change whose note was taken. Indexes: primary keys, uq_message_seq, ix_attachment_message, ix_contact_identity_contact.
const LOAD = `
  select m.id, m.ticket_id as "ticketId", m.seq, m.created_at as at, m.created_at::text as "exactAt", m.channel, m.author_name as "authorName", m.subject,
    left(m.text, ${TEXT_MAX}) as text, exists (select from attachment a where a.message_id = m.id) as "hasAttachment",
    case when m.author_type = 'contact' then (select json_agg(i.value) from contact_identity i where i.contact_id = m.author_id) end as "authorIdentities",
    (select json_build_object('number', t.number::text, 'subject', t.subject, 'contactName', c.name, 'customFields', t.custom_fields,
        'identities', (select json_agg(i.value) from contact_identity i where i.contact_id = t.contact_id))
      from ticket t join contact c on c.id = t.contact_id where t.id = m.ticket_id and not exists (select from message e where e.ticket_id = m.ticket_id and e.seq < m.seq)) as ticket
  from message m where m.id = any($1::uuid[])`;

const WRITE = `
  insert into search_document as d (message_id, ticket_id, seq, at, facets, tsv)
  select r.id, r."ticketId", r.seq, r.at, r.facets, r.tsv::tsvector
  from json_to_recordset($1::json) as r(id uuid, "ticketId" uuid, seq integer, at timestamptz, facets text[], tsv text)
  on conflict (message_id) do update set ticket_id = excluded.ticket_id, seq = excluded.seq, facets = excluded.facets, tsv = excluded.tsv
  where (d.ticket_id, d.seq, d.facets, d.tsv) is distinct from (excluded.ticket_id, excluded.seq, excluded.facets, excluded.tsv)`;

const SLICES = 'select id, since, documents, earliest, latest from search_slice';
const WRITE_SLICES = `
  insert into search_slice (id, since, documents, earliest, latest)
  select * from json_to_recordset($1::json) as r(id integer, since timestamptz, documents integer, earliest timestamptz, latest timestamptz)
  on conflict (id) do update set since = excluded.since, documents = excluded.documents, earliest = excluded.earliest, latest = excluded.latest`;
const WRITE_LEXEMES = 'insert into search_lexeme (lexeme) select unnest($1::text[]) on conflict do nothing';

// The words stay: processes remember which of them are there, and one too many finds nothing wrong.
const FORGET = 'truncate search_document, search_slice';
const NOTE = `
  with m as (select id, created_at from message where $1::uuid is null or id > $1 order by id limit $2),
    n as (insert into search_pending (message_id, at) select id, created_at from m on conflict (message_id) do nothing)
  select count(*)::int as count, (select id from m order by id desc limit 1) as last from m`;
const LEFT = 'select count(*)::int as count from search_pending';

@Injectable()
export class SearchIndexRepository {
  constructor(private readonly statements: Statements) {}

  /** How many messages wait to be indexed. Reads all notes: for progress only. */
  async left(): Promise<number> {
    const [row] = await this.statements.rows<{ count: number }>(LEFT, []);
    return row?.count ?? 0;
  }

  async pending(limit: number): Promise<readonly MessageId[]> {
    return (await this.statements.rows<{ id: MessageId }>(PENDING, [limit])).map((row) => row.id);
  }

  async lead(tx: Tx): Promise<boolean> {
    const [row] = await sql<{ leads: boolean }>(tx, LEAD, [LOCK_CLASS]);
    return row?.leads === true;
  }

  async take(tx: Tx, ids: readonly MessageId[]): Promise<readonly MessageId[]> {
    return (await sql<{ id: MessageId }>(tx, TAKE, [ids])).map((row) => row.id);
  }

  load(tx: Tx, ids: readonly MessageId[]): Promise<Unindexed[]> {
    return sql<Unindexed>(tx, LOAD, [ids]);
  }

  slices(tx: Tx): Promise<Slice[]> {
    return sql<Slice>(tx, SLICES, []);
  }

  async write(
    tx: Tx,
    index: { readonly documents: readonly NewDocument[]; readonly slices: readonly Slice[]; readonly lexemes: readonly string[] },
  ): Promise<void> {
    const documents = index.documents.map(({ message: { id, ticketId, seq, exactAt }, facets, tsv }) => ({
      id,
      ticketId,
      seq,
      at: exactAt,
      facets,
      tsv,
    }));
    await Promise.all([
      sql(tx, WRITE, [JSON.stringify(documents)]),
      sql(tx, WRITE_SLICES, [JSON.stringify(index.slices)]),
      ...(index.lexemes.length === 0 ? [] : [sql(tx, WRITE_LEXEMES, [index.lexemes])]),
    ]);
  }

  async forget(tx: Tx): Promise<void> {
    await sql(tx, FORGET, []);
  }

  /** Notes the next messages, in the order of their ids. @returns how many, and the last one's id */
  async note(tx: Tx, afterId: string | null, limit: number): Promise<{ readonly count: number; readonly last: string | null }> {
    const [row] = await sql<{ count: number; last: string | null }>(tx, NOTE, [afterId, limit]);
    return row ?? { count: 0, last: null };
  }
}
