import { migrationDataSource } from './data-source.js';
import { poolOf } from './platform/database/pool-of.js';
import { migrateJobs } from './platform/jobs/job-runner.js';

const LOCK = 0x5041524b;

/** Brings the database to this version: ours first, then the job tables. Of several processes one migrates, the others wait. */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const source = await migrationDataSource(databaseUrl).initialize();
  try {
    const pool = poolOf(source);
    const guard = await pool.connect();
    try {
      await guard.query('set lock_timeout = 0');
      await guard.query('select pg_advisory_lock($1)', [LOCK]);
      const [{ version }] = (await guard.query<{ version: number }>("select current_setting('server_version_num')::int as version"))
        .rows as [{ version: number }];
      if (version < 150_000) throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}.`);
      const done = await source.runMigrations({ transaction: 'each' });
      await migrateJobs(pool);
      return done.map((m) => m.name);
    } finally {
      await guard.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined); // ends with the connection anyway
      guard.release();
    }
  } finally {
    await source.destroy();
  }
}
