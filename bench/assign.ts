import { Pool } from 'pg';
import { dropScratch, scratchFolder } from '../sandbox/scratch-folder.js';
import { loadConfig } from '../src/config/index.js';
import { createApp } from '../src/create-app.js';
import { AssignWaiting } from '../src/desk/index.js';
import { systemActor } from '../src/kernel/actor.js';
import type { TeamId } from '../src/kernel/id.js';
import { migrate } from '../src/migrate.js';
import { startEmbedded } from '../src/platform/database/embedded/index.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { Log } from '../src/platform/logging/log.js';
import { figures, rounded } from './load.js';

const AGENTS = 500;
const WAITING = 10_000;
/** Of six units that each can carry. */
const CARRIED = 4;
const SINGLE = 300;

/** One transaction that gives one ticket, again and again; then as many at a time as the desk takes, until everybody is full. */
export async function assignments(): Promise<Record<string, unknown>> {
  const folder = scratchFolder('parley-bench-');
  const database = await startEmbedded({ dataDir: folder, log: () => undefined });
  const pool = new Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined); // the database ends first
  await migrate(database.url);
  const config = loadConfig({ DATA_DIR: folder, DATABASE_URL: database.url, SECRET_KEY: 'bench-secret-key-of-more-than-32-characters' });
  const app = await createApp({ config, databaseUrl: database.url, log: new Log('error') });
  await app.init();
  try {
    const teamId = await load(pool);
    const [uow, verb] = [app.get(UnitOfWork), app.get(AssignWaiting)];
    const hand = (limit: number) => uow.run(systemActor('bench'), (tx) => verb.execute(tx, { teamId, limit }));
    for (let i = 0; i < 20; i++) await hand(1); // warm caches and prepared statements
    const took: number[] = [];
    for (let i = 0; i < SINGLE; i++) {
      const at = performance.now();
      if ((await hand(1)).assigned !== 1) throw new Error('nothing was given');
      took.push(performance.now() - at);
    }
    const { p50, p95, p99 } = figures(1, took, 1);
    const started = performance.now();
    let given = 0;
    for (let last = await hand(20); last.assigned > 0; last = await hand(20)) given += last.assigned;
    const seconds = (performance.now() - started) / 1000;
    return { bench: 'assign', agents: AGENTS, waiting: WAITING, p50, p95, p99, drained: given, drained_per_s: rounded(given / seconds) };
  } finally {
    await app.close();
    await pool.end();
    await database.stop();
    dropScratch(folder);
  }
}

async function load(pool: Pool): Promise<TeamId> {
  const { rows } = await pool.query<{ id: TeamId }>(
    `with t as (insert into team (id, name, created_at, updated_at, version) values (gen_random_uuid(), 'Bench', now(), now(), 1) returning id),
       r as (insert into team_routing (team_id, strategy, fallback, match_language) select id, 'least-loaded', 'least-loaded', true from t)
     select id from t`,
  );
  const teamId = rows[0]?.id;
  if (teamId === undefined) throw new Error('there is no team');
  await pool.query("insert into skill (id, name, created_at, updated_at, version) values (gen_random_uuid(), 'Bench', now(), now(), 1)");
  await pool.query("insert into contact (id, name, created_at, updated_at, version) values (gen_random_uuid(), 'Bench', now(), now(), 1)");
  await pool.query(
    `with a as (
       insert into agent (id, email, name, role, enabled, languages, created_at, updated_at, version)
       select gen_random_uuid(), 'bench-' || n || '@example.com', 'Bench ' || n, 'agent', true, case n % 3 when 0 then '{id,en}' when 1 then '{zh,en}' else '{en}' end::text[], now(), now(), 1
       from generate_series(1, $2::int) n returning id),
       m as (insert into team_member (team_id, agent_id) select $1, id from a),
       s as (insert into agent_skill (agent_id, skill_id, level) select a.id, skill.id, 3 from a cross join skill)
     insert into agent_presence (agent_id, status, chosen, since, seen_at, capacity) select id, 'online', 'online', now(), now() + interval '1 hour', 6 from a`,
    [teamId, AGENTS],
  );
  const tickets = `
    insert into ticket (id, subject, status, status_category, priority, category, channel, contact_id, contact_name, team_id, assignee_id, language, tags, custom_fields,
      last_seq, preview, last_direction, version, created_at, updated_at, last_message_at, waiting_since)
    select gen_random_uuid(), 'Bench ' || n, 'open', 'open', 1 + n % 4, 'general', 'chat', c.id, c.name, $1, a.id, (array['id','en','zh'])[1 + n % 3], '{}', '{}', 1, '', 'inbound', 1,
      now() - n * interval '1 second', now(), now(), now() - n * interval '1 second'
    from contact c`;
  await pool.query(`${tickets} cross join generate_series(1, $2::int) n left join agent a on false`, [teamId, WAITING]);
  await pool.query(`${tickets} cross join generate_series(1, $2::int) n cross join agent a`, [teamId, CARRIED]);
  await pool.query('vacuum analyze');
  return teamId;
}
