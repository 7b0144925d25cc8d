import { stopwatchMs } from '../../kernel/clock.js';
import type { Tx } from '../../kernel/tx.js';

/** A change made by another process takes effect here within this span. */
const FRESH_MS = 1_000;

/**
 * Settings that every input asks for (rules, policies), read at most once a second. They are read on the connection of the
 * transaction that asks: a second connection from the pool, while holding one, can starve the pool.
 */
export class Fresh<T> {
  private kept: { readonly at: number; readonly value: T } | null = null;

  constructor(private readonly load: (tx: Tx) => Promise<T>) {}

  async get(tx: Tx): Promise<T> {
    if (this.kept !== null && stopwatchMs() - this.kept.at < FRESH_MS) return this.kept.value;
    const value = await this.load(tx);
    this.kept = { at: stopwatchMs(), value };
    return value;
  }

  /** After a change by this process: the next one who asks reads. Call it when the change is committed. */
  forget(): void {
    this.kept = null;
  }
}
