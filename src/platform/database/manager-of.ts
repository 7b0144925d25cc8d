import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Tx } from '../../kernel/tx.js';
import { runPrepared } from './prepared.js';

interface Opened {
  readonly manager: EntityManager;
  readonly client: PoolClient;
}

/** What lies behind a Tx. Only stores look (dependency-cruiser: only-stores-unwrap-tx). */
const opened = new WeakMap<Tx, Opened>();

export function bindTx(tx: Tx, behind: Opened): void {
  opened.set(tx, behind);
}

export function unbindTx(tx: Tx): void {
  opened.delete(tx);
}

/** TypeORM's manager on the transaction's own connection, for plain reads and writes of entities. */
export function managerOf(tx: Tx): EntityManager {
  return behind(tx).manager;
}

/**
 * One statement on the transaction's connection, prepared once per connection: the text must be a constant.
 * @returns the rows as PostgreSQL sends them: timestamps as Date, int8 as string.
 */
export function sql<Row extends object>(tx: Tx, text: string, values: readonly unknown[]): Promise<Row[]> {
  return runPrepared<Row>(behind(tx).client, text, values);
}

/** The connection itself, for the platform's own statements. */
export function clientOf(tx: Tx): PoolClient {
  return behind(tx).client;
}

function behind(tx: Tx): Opened {
  const found = opened.get(tx);
  if (found === undefined) throw new Error('this transaction has ended');
  return found;
}
