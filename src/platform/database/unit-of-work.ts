import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { Cause } from '../../kernel/cause.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { DomainEvent, RecordedEvent } from '../../kernel/domain-event.js';
import type { ToldAs, Tx } from '../../kernel/tx.js';
import { currentCause } from './causes.js';
import { DatabaseClock } from './database-clock.js';
import { bindTx, unbindTx } from './manager-of.js';
import { type Emitted, Outbox, recordedOf } from './outbox.js';
import { sqlStateOf } from './sql-state.js';

const ATTEMPTS = 3;
/** serialization_failure and deadlock_detected: the whole run may simply be done again. */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * Runs in every transaction just before its COMMIT, together with the outbox. When it fails, nothing is committed.
 * `events` are what the transaction's own actor did, `recorded` all of it.
 */
export type BeforeCommit = (
  tx: Tx,
  done: { readonly events: readonly DomainEvent[]; readonly recorded: readonly RecordedEvent[]; readonly result: unknown },
) => Promise<void>;

class OpenTx {
  readonly emitted: Emitted[] = [];

  constructor(
    readonly now: Date,
    readonly actor: Actor,
    readonly cause: Cause,
  ) {}

  emit(event: DomainEvent, as?: ToldAs): void {
    this.emitted.push({ event, as });
  }

  /** What its own actor did. */
  own(): readonly DomainEvent[] {
    return this.emitted.filter(({ as }) => as?.actor === undefined).map(({ event }) => event);
  }
}

/**
 * The only way to a transaction. Only edges inject it; a verb that is handed a Tx can neither commit nor nest.
 * Events become job rows in the same transaction; hints go out after COMMIT.
 */
@Injectable()
export class UnitOfWork {
  private readonly running = new AsyncLocalStorage<true>();
  private readonly hooks: BeforeCommit[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly outbox: Outbox,
  ) {}

  beforeCommit(hook: BeforeCommit): void {
    this.hooks.push(hook);
  }

  /**
   * Runs `work` in one transaction and commits. Repeats the whole of it on a deadlock or serialization failure,
   * three times at most, so `work` must have no effect outside the database.
   * @throws DomainError `database.unavailable` when no connection can be had; whatever `work` throws, after ROLLBACK.
   */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.running.getStore()) throw new Error('a transaction is open already: verbs take the Tx they are given');
    return this.running.run(true, async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.once(actor, work);
        } catch (error) {
          if (attempt >= ATTEMPTS || !RETRYABLE.has(sqlStateOf(error))) throw error;
        }
      }
    });
  }

  private async once<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    let client: PoolClient;
    try {
      client = await runner.connect();
    } catch (error) {
      throw new DomainError('unavailable', 'database.unavailable', 'The database cannot be reached.', { reason: sqlStateOf(error) });
    }
    try {
      return await this.inside(runner, client, { actor, work });
    } finally {
      await runner.release();
    }
  }

  private async inside<T>(
    runner: QueryRunner,
    client: PoolClient,
    run: { readonly actor: Actor; readonly work: (tx: Tx) => Promise<T> },
  ): Promise<T> {
    const open = new OpenTx(await this.clock.begin(client), run.actor, currentCause());
    const tx = open as unknown as Tx;
    // TypeORM's own savers look at this flag; without it they would open (and commit!) a transaction of their own.
    Object.assign(runner, { isTransactionActive: true });
    bindTx(tx, { manager: runner.manager, client });
    try {
      const result = await run.work(tx);
      const recorded = recordedOf(open, open.emitted);
      const hooked = this.hooks.map((hook) => hook(tx, { events: open.own(), recorded, result }));
      await Promise.all([this.outbox.record(client, recorded), ...hooked]);
      await client.query('commit');
      // Outside: who hears of it may begin a transaction of its own.
      this.running.exit(() => this.outbox.announce(recorded));
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined); // a broken connection has rolled back by itself
      throw error;
    } finally {
      Object.assign(runner, { isTransactionActive: false });
      unbindTx(tx);
    }
  }
}
