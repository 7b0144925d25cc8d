import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The pg pool that TypeORM opened; jobs, views and transactions share it, so one number bounds all connections. */
export function poolOf(dataSource: DataSource): Pool {
  const pool = (dataSource.driver as unknown as { readonly master: Pool }).master;
  if (!guarded.has(pool)) guard(pool);
  return pool;
}

const guarded = new WeakSet<Pool>();

/** A pg client without an error handler ends the process when the server goes away; the pool itself replaces the client. */
function guard(pool: Pool): void {
  guarded.add(pool);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
}
