import type { Statements } from '../../platform/database/statements.js';
import { type NewReceipt, valuesOf } from './new-receipt.js';

/** Each size is a prepared statement of its own. */
const TOGETHER_MAX = 8;
/** A second batch fills the database's time while the first is written to disk. */
const IN_FLIGHT_MAX = 2;
const COLUMNS = 11;

interface Waiting {
  readonly receipt: NewReceipt;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores receipts that arrive at the same time in one statement, and so with one write to disk and one call of the job
 * queue, which cost more than the rows. One that comes alone goes at once; nobody waits for a timer.
 */
export class AcceptedTogether {
  private readonly waiting: Waiting[] = [];
  private inFlight = 0;

  constructor(private readonly statements: Statements) {}

  /** Resolves after COMMIT. @returns false when the same input was accepted before. */
  accept(receipt: NewReceipt): Promise<boolean> {
    return new Promise<boolean>((resolve, reject) => {
      this.waiting.push({ receipt, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    while (this.inFlight < IN_FLIGHT_MAX && this.waiting.length > 0) {
      this.inFlight += 1;
      void this.store(this.waiting.splice(0, TOGETHER_MAX)).finally(() => {
        this.inFlight -= 1;
        this.next();
      });
    }
  }

  private async store(batch: readonly Waiting[]): Promise<void> {
    try {
      const isNew = await this.insert(batch.map((w) => w.receipt));
      for (const { receipt, resolve } of batch) resolve(isNew.has(receipt.id));
    } catch (error) {
      if (batch.length === 1) for (const { reject } of batch) reject(error);
      // One that PostgreSQL refuses must not take its neighbours with it.
      else for (const one of batch) await this.store([one]);
    }
  }

  private async insert(receipts: readonly NewReceipt[]): Promise<ReadonlySet<string>> {
    const rows = await this.statements.rows<{ id: string }>(acceptStatement(receipts.length), valuesOf(receipts));
    return new Set(rows.map((r) => r.id));
  }
}

const texts = new Map<number, string>();

/**
 * Jobs of one transaction would all be due at once, in no order: by the clock they are due as they were accepted.
 *
 * The receipts and the jobs that make something of them, in one statement and so in one transaction. A repeated delivery
 * by the provider meets uq_receipt_key and adds neither; of two alike in one statement the first wins.
 */
export function acceptStatement(count: number): string {
  const known = texts.get(count);
  if (known !== undefined) return known;
  const text = `
  with r as (
    insert into receipt (id, inbox_id, dedupe_key, method, path, query, headers, body, body_key, bytes, state, attempts, refusals, received_at)
    values ${Array.from({ length: count }, (_, i) => rowOf(i)).join(', ')}
    on conflict (inbox_id, dedupe_key) do nothing returning id),
  specs as (
    select array_agg(('intake', json_build_object('receiptId', id, 'turns', $${count * COLUMNS + 1}::json -> id::text), null, clock_timestamp(), 25, null, null, null)::graphile_worker.job_spec) as all_of_them
    from r having count(*) > 0),
  jobs as (select count(*) from specs, graphile_worker.add_jobs(specs.all_of_them))
  select r.id from r, jobs`;
  texts.set(count, text);
  return text;
}

function rowOf(index: number): string {
  const p = (column: number) => `$${index * COLUMNS + column}`;
  return `(${p(1)}, ${p(2)}, ${p(3)}, ${p(4)}, ${p(5)}, ${p(6)}, ${p(7)}, ${p(8)}, ${p(9)}, ${p(10)}, 'pending', 0, '[]', ${p(11)})`;
}
