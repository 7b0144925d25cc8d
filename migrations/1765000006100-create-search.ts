import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index of the search beside the messages, so that their table stays lean. What must be indexed again is noted by
 * triggers: many verbs write, move and revise messages, and none of them may be forgotten. A note costs intake one short row.
 */
export class CreateSearch1765000006100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table search_pending (message_id uuid primary key, at timestamptz not null)');
    await runner.query('create index ix_search_pending_at on search_pending (at desc, message_id desc)');
    await runner.query(`
      create table search_slice (
        id integer primary key,
        since timestamptz,
        documents integer not null,
        earliest timestamptz not null,
        latest timestamptz not null
      )`);
    await runner.query(`
      create table search_document (
        message_id uuid primary key constraint fk_search_document_message references message (id) on delete cascade,
        ticket_id uuid not null,
        seq integer not null,
        at timestamptz not null,
        facets text[] not null,
        tsv tsvector not null
      )`);
    // One scan answers "these slices and these words"; see src/search/domain/slices.ts. The pending list is short, because every search reads it.
    await runner.query('create index ix_search_document on search_document using gin (facets, tsv) with (gin_pending_list_limit = 128)');
    await runner.query('create table search_lexeme (lexeme text collate "C" primary key)');
    for (const statement of NOTES) await runner.query(statement);
    await runner.query('insert into search_pending (message_id, at) select id, created_at from message');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger tr_search_identity on contact_identity');
    await runner.query('drop trigger tr_search_contact on contact');
    await runner.query('drop trigger tr_search_ticket on ticket');
    await runner.query('drop trigger tr_search_message_changed on message');
    await runner.query('drop trigger tr_search_message on message');
    await runner.query(
      'drop function note_identity_for_search(), note_contact_for_search(), note_ticket_for_search(), note_message_for_search()',
    );
    await runner.query('drop table search_lexeme, search_document, search_slice, search_pending');
  }
}

/** "do update" locks the note until the change is committed: who indexes meanwhile leaves it for the next time. */
const AGAIN = 'on conflict (message_id) do update set at = excluded.at';

/** The first message of a ticket carries what is known of the ticket: subject, number, contact, custom fields. */
const FIRST_OF = (ticket: string) => `select m.id, m.created_at from message m where m.ticket_id = ${ticket} order by m.seq limit 1`;

/** Of one contact so many tickets at most are indexed again when a name or an identity changes. Index: ix_ticket_contact_recent. */
const FIRST_OF_CONTACT = (contact: string) => `
  select f.id, f.created_at from (select id from ticket where contact_id = ${contact} order by last_message_at desc, id desc limit 500) t
    cross join lateral (${FIRST_OF('t.id')}) f`;

const NOTES = [
  `create function note_message_for_search() returns trigger language plpgsql as $$
  begin
    insert into search_pending (message_id, at) values (new.id, new.created_at) ${AGAIN};
    return null;
  end $$`,
  'create trigger tr_search_message after insert on message for each row execute function note_message_for_search()',
  `create trigger tr_search_message_changed after update of text, subject, ticket_id, seq on message for each row
    when (old.text is distinct from new.text or old.subject is distinct from new.subject or old.ticket_id <> new.ticket_id or old.seq <> new.seq)
    execute function note_message_for_search()`,
  `create function note_ticket_for_search() returns trigger language plpgsql as $$
  begin
    insert into search_pending (message_id, at) ${FIRST_OF('new.id')} ${AGAIN};
    return null;
  end $$`,
  `create trigger tr_search_ticket after update of subject, contact_id, contact_name, custom_fields on ticket for each row
    when (old.subject <> new.subject or old.contact_id <> new.contact_id or old.contact_name <> new.contact_name or old.custom_fields <> new.custom_fields)
    execute function note_ticket_for_search()`,
  `create function note_contact_for_search() returns trigger language plpgsql as $$
  begin
    insert into search_pending (message_id, at) ${FIRST_OF_CONTACT('new.id')} ${AGAIN};
    return null;
  end $$`,
  `create trigger tr_search_contact after update of name on contact for each row
    when (old.name <> new.name) execute function note_contact_for_search()`,
  `create function note_identity_for_search() returns trigger language plpgsql as $$
  begin
    insert into search_pending (message_id, at) ${FIRST_OF_CONTACT('new.contact_id')} ${AGAIN};
    return null;
  end $$`,
  `create trigger tr_search_identity after insert or update of contact_id, value on contact_identity for each row
    execute function note_identity_for_search()`,
];
