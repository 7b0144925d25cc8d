import type { Pool } from 'pg';

/** Tables of the ceiling: the same minimal rows, keys and one index for the list. */
export async function makeCeiling(pool: Pool): Promise<void> {
  await pool.query(`
    create table if not exists c_contact (id uuid primary key default gen_random_uuid(), key text unique not null);
    create table if not exists c_ticket (id uuid primary key, contact_id uuid, subject text, status text, at timestamptz);
    create table if not exists c_message (id uuid primary key, ticket_id uuid, seq int, text text, at timestamptz, unique (ticket_id, seq));
    create table if not exists c_event (id uuid primary key, ticket_id uuid, name text, at timestamptz);
    create table if not exists c_job (id bigserial primary key, task text, payload json)`);
}

/** Loads by SQL: contacts, tickets with one message each, and one ticket with 50 messages. @returns the id of that one */
export async function load(pool: Pool, tickets: number, inboxId: string): Promise<string> {
  await pool.query(
    `with t as (
       insert into ticket (id, subject, status, status_category, priority, category, channel, inbox_id, contact_id, contact_name, team_id, language, tags, custom_fields,
         last_seq, preview, last_direction, version, created_at, updated_at, last_message_at)
       select gen_random_uuid(), 'Loaded ticket ' || n, s, s, 1 + n % 4, 'general', 'social', $2, c.id, c.name, null, 'en', '{}', '{}', 1, 'Loaded message', 'inbound', 1,
         now() - n * interval '1 second', now(), now() - n * interval '1 second'
       from generate_series(1, $1::int) n
         cross join lateral (select (array['new','open','pending','resolved'])[1 + n % 4] as s) x
         cross join lateral (select id, name from contact order by id offset n % 100 limit 1) c
       returning id, contact_id, contact_name, created_at)
     insert into message (id, ticket_id, seq, direction, kind, channel, inbox_id, author_type, author_id, author_name, text, details, automatic, delivery_state, created_at, sent_at)
     select gen_random_uuid(), id, 1, 'inbound', 'text', 'social', $2, 'contact', contact_id, contact_name, 'Loaded message', '{}', false, 'received', created_at, created_at from t`,
    [tickets, inboxId],
  );
  const id = await withFifty(pool);
  await pool.query('insert into c_contact (key) select distinct value from contact_identity on conflict do nothing');
  await settled(pool);
  await pool.query('vacuum analyze');
  return id;
}

/** Fills the latest ticket up to 50 messages. @returns its id */
export async function withFifty(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from ticket order by last_message_at desc, id desc limit 1');
  const id = rows[0]?.id ?? '';
  await pool.query(
    `insert into message (id, ticket_id, seq, direction, kind, channel, inbox_id, author_type, author_name, text, details, automatic, delivery_state, created_at, sent_at)
     select gen_random_uuid(), t.id, n, 'inbound', 'text', t.channel, t.inbox_id, 'contact', 'Loaded', 'A message of about the length that people write in a chat, number ' || n, '{}', false, 'received', now(), now()
     from ticket t cross join lateral generate_series(coalesce((select max(seq) from message m where m.ticket_id = t.id), 0) + 1, 50) n where t.id = $1`,
    [id],
  );
  return id;
}

export async function counts(pool: Pool): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<Record<string, string>>(
    `select (select count(*) from ticket) as tickets, (select count(*) from ticket where status_category in ('new', 'open', 'pending', 'on_hold')) as open,
       (select count(*) from message) as messages, (select count(*) from report_bucket) as report_rows`,
  );
  return rows[0] ?? {};
}

/** Until what came is searchable and counted for reports: what is measured next has the machine to itself. */
export async function settled(pool: Pool): Promise<void> {
  const OPEN = 'select exists (select from search_pending) or exists (select from report_due) as open';
  while ((await pool.query<{ open: boolean }>(OPEN)).rows[0]?.open === true) await new Promise((wake) => setTimeout(wake, 500));
}
