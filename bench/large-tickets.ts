import type { Pool } from 'pg';

/** A tenth of the tickets is open: most of them the latest, the others strewn over all the past. Each agent works for one team. */
const TICKETS = `
  insert into ticket (id, subject, status, status_category, priority, category, channel, inbox_id, contact_id, contact_name, contact_tier, team_id, assignee_id, language,
    tags, custom_fields, last_seq, preview, last_direction, version, created_at, updated_at, last_message_at, waiting_since, resolved_at, due_at)
  select gen_random_uuid(), (array['Refund of order ', 'Uang belum masuk ', '退款进度 ', 'Cannot log in '])[1 + n % 4] || n, s.name, s.name, (array[1,2,2,2,2,3,3,4])[1 + h % 8],
    (array['general','account','payment','technical','refund','complaint','suggestion'])[1 + h % 7], (array['hotline','email','chat','social'])[1 + (h / 7) % 4], $2,
    c.ids[1 + h % 50000], 'Bench customer', case when h % 20 = 0 then 'gold' end, t.ids[1 + h % cardinality(t.ids)],
    case when h % 10 < 7 then a.ids[1 + (h % cardinality(t.ids) * 5 + h / 1000 % 5) % cardinality(a.ids)] end, (array['en','id','zh'])[1 + h % 3],
    case when h % 20 = 1 then '{vip}'::text[] when h % 1000 = 7 then '{seldom}' else '{}' end, jsonb_build_object('orderNumber', 'ORD-' || n, 'amount', h % 1000),
    5, 'Loaded message', 'inbound', 1, now() - n * interval '20 seconds' - interval '1 hour', now(), now() - n * interval '20 seconds',
    case when s.open and h % 2 = 0 then now() - n * interval '20 seconds' end, case when not s.open then now() - n * interval '20 seconds' end,
    case when s.open and h % 10 < 7 then now() + (h % 100000 - 1000) * interval '1 second' end
  from generate_series(1, $1::int) n
    cross join lateral (select abs(hashint4(n)) as h) hash
    cross join lateral (select (n < $1 * 0.06 or n % 23 = 0) as open) o
    cross join lateral (select case when o.open then (array['new','open','open','pending','on_hold'])[1 + h % 5] else (array['resolved','closed'])[1 + h % 2] end as name, o.open) s
    cross join (select array_agg(id) as ids from (select id from contact limit 50000) x) c
    cross join (select array_agg(id) as ids from team) t
    cross join (select array_agg(id) as ids from agent) a
  order by n desc`;

const AGENTS = `
  insert into agent (id, email, name, role, enabled, languages, created_at, updated_at, version)
  select gen_random_uuid(), 'bench' || n || '@example.com', 'Bench ' || n, 'agent', true, '{en}', now(), now(), 1 from generate_series(1, 50) n`;
const TEAMS = `
  insert into team (id, name, created_at, updated_at, version) select gen_random_uuid(), 'Bench ' || n, now(), now(), 1 from generate_series(1, 8) n`;

/** Without checking references or noting anything for the search, and with the indexes built at the end: minutes less. */
export async function loadTickets(pool: Pool, tickets: number, inboxId: string): Promise<void> {
  await pool.query(AGENTS);
  await pool.query(TEAMS);
  await withoutIndexes(pool, 'ticket', async (run) => run(TICKETS, [tickets, inboxId]));
  await pool.query('analyze');
}

type Run = (text: string, values?: readonly unknown[]) => Promise<unknown>;

export async function withoutIndexes(pool: Pool, table: string, load: (run: Run) => Promise<unknown>): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = $1 and indexname like 'ix\\_%'`,
    [table],
  );
  const client = await pool.connect();
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`);
    for (const { name } of rows) await client.query(`drop index ${name}`);
    await load((text, values = []) => client.query(text, [...values]));
    for (const { definition } of rows) await client.query(definition);
    await client.query('set session_replication_role = origin');
    await client.query(`vacuum analyze ${table}`);
  } finally {
    client.release();
  }
}
