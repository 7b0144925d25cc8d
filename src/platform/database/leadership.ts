import { Injectable } from '@nestjs/common';
import { Client, type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from './pool-of.js';

/** Keeps our advisory locks apart from anybody else's in the same database. */
const LOCK_CLASS = 0x5041524d;

/**
 * Lets one process among many do a thing: holds a session lock for as long as `work` runs, on a connection of its own.
 * PostgreSQL drops the lock the moment the process or its connection is gone; `work` then hears an abort.
 * @returns false at once when another process leads
 */
@Injectable()
export class Leadership {
  private readonly pool: Pool;

  constructor(dataSource: DataSource) {
    this.pool = poolOf(dataSource);
  }

  async lead(name: string, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const client = new Client({ ...this.pool.options, application_name: 'parley-lead' });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    try {
      await client.connect();
      const { rows } = await client.query<{ leads: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as leads', [LOCK_CLASS, name]);
      if (rows[0]?.leads !== true) return false;
      await work(lost.signal);
      return true;
    } finally {
      await client.end().catch(() => undefined); // the connection may be what broke
    }
  }
}
