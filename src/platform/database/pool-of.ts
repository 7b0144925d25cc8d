import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The pg pool that TypeORM opened; jobs, views and transactions share it, so one number bounds all connections. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { readonly master: Pool }).master;
}
