import { Client, type Pool } from 'pg';
import type { Log } from '../logging/log.js';

const SWEEP_MS = 1_000;
const KNOWN = 'select id from job_pool where id <> all($1::text[]) limit 50';
/** Also finds a pool that died before it could write its row; reads the whole job table, hence only now and then. */
const KNOWN_OR_LOCKING = `select id from (select id from job_pool union select locked_by from graphile_worker.jobs where locked_by is not null) p
  where id <> all($1::text[]) limit 50`;
const LOCKED_EVERY = 5;
/** Keeps our advisory locks apart from anybody else's in the same database. */
const LOCK_CLASS = 0x5041524c;

/**
 * Frees the jobs of processes that died. graphile-worker itself would wait four hours: it cannot tell a dead worker
 * from a slow one. Here every worker pool holds a session lock on a connection of its own, which PostgreSQL drops the
 * moment the process is gone; whoever can take the lock of a pool knows that the pool is dead. A process that is only
 * frozen keeps its lock and its jobs. Ids of pools are kept in `job_pool`.
 */
export class WorkerLiveness {
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private owned: string[] = [];
  private sweeping = false;
  private sweeps = 0;

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
    /** The connection, and with it every lock, is gone: the pools of this process no longer count as alive. */
    private readonly onLost: () => void,
  ) {}

  async start(): Promise<void> {
    await this.stop();
    // Pools this process had before a restart of the runner are dead by definition.
    this.owned = [];
    this.client = await this.connected();
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
    this.timer.unref();
  }

  /** Declares a pool alive as long as this process is. */
  own(poolId: string): void {
    this.owned.push(poolId);
    void this.claim(poolId).catch((error: unknown) => this.log.warn({ event: 'jobs.claim-failed', error }));
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined); // already gone
  }

  private async connected(): Promise<Client> {
    const client = new Client({ ...this.pool.options, application_name: 'parley-liveness' });
    const lost = () => {
      if (this.client !== client) return;
      this.client = null;
      this.onLost();
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    return client;
  }

  private async claim(poolId: string): Promise<void> {
    await this.client?.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, poolId]);
    await this.client?.query('insert into job_pool (id, started_at) values ($1, now()) on conflict do nothing', [poolId]);
  }

  private async sweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      const { client } = this;
      if (client) await this.freeDead(client);
    } catch (error) {
      this.log.debug({ event: 'jobs.sweep-failed', error });
    } finally {
      this.sweeping = false;
    }
  }

  private async freeDead(client: Client): Promise<void> {
    const { rows } = await client.query<{ id: string }>(this.sweeps++ % LOCKED_EVERY === 0 ? KNOWN_OR_LOCKING : KNOWN, [this.owned]);
    for (const { id } of rows) {
      const { rows: tried } = await client.query<{ dead: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as dead', [
        LOCK_CLASS,
        id,
      ]);
      if (!tried[0]?.dead) continue;
      await client.query('select graphile_worker.force_unlock_workers(array[$1])', [id]);
      await client.query('delete from job_pool where id = $1', [id]);
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, id]);
      this.log.info({ event: 'jobs.freed', pool: id });
    }
  }
}
