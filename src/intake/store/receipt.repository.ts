import { Injectable } from '@nestjs/common';
import type { InboxId, ReceiptId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import { AcceptedTogether, acceptStatement } from './accepted-together.js';
import { type NewReceipt, type ReceiptContent, valuesOf } from './new-receipt.js';

export interface Receipt extends ReceiptContent {
  readonly state: 'pending' | 'done' | 'quarantined';
  readonly attempts: number;
}

const FIND = `
  select id, inbox_id as "inboxId", dedupe_key as "dedupeKey", method, path, query, headers, body, body_key as "bodyKey", bytes,
    received_at as "receivedAt", state, attempts
  from receipt where id = $1`;

// Claims the event's key; with the last event the receipt is done. Unclaimed means: made already, by an earlier run or an overlapping batch.
const CLAIM = `
  with k as (insert into inbound_key (inbox_id, key, receipt_id) values ($1, $2, $3) on conflict do nothing returning key),
    d as (update receipt set state = 'done', done_at = $5, fault = null where id = $3 and $4::boolean)
  select exists (select from k) as claimed`;

const FINISH = `update receipt set state = $2, refusals = $3, fault = $4, done_at = case when $2 = 'done' then $5::timestamptz end, attempts = $6 where id = $1`;

const REPLAY = `
  with r as (update receipt set state = 'pending', fault = null, attempts = 0 where id = $1 and state = 'quarantined' and (body is not null or body_key is not null) returning id)
  select (graphile_worker.add_job('intake', json_build_object('receiptId', r.id), max_attempts := 25)).id from r`;

const CURSOR = 'select cursor from source_cursor where inbox_id = $1';
const SET_CURSOR = `
  insert into source_cursor (inbox_id, cursor, updated_at) values ($1, $2, $3)
  on conflict (inbox_id) do update set cursor = excluded.cursor, updated_at = excluded.updated_at`;

// Index: ix_receipt_kept. The row itself stays: its key keeps a repeated delivery out.
const FORGET_BODIES = `
  update receipt set body = null, body_key = null
  where id in (select id from receipt where (body is not null or body_key is not null) and done_at < $1 order by done_at limit 500)
  returning (select body_key from receipt old where old.id = receipt.id) as "bodyKey"`;

@Injectable()
export class ReceiptRepository {
  private readonly together: AcceptedTogether;

  constructor(private readonly statements: Statements) {
    this.together = new AcceptedTogether(statements);
  }

  /** Resolves after COMMIT. @returns false when the same input was accepted before. */
  accept(receipt: NewReceipt): Promise<boolean> {
    return this.together.accept(receipt);
  }

  async acceptIn(tx: Tx, receipt: NewReceipt): Promise<boolean> {
    return (await sql(tx, acceptStatement(1), valuesOf([receipt]))).length > 0;
  }

  async find(id: ReceiptId): Promise<Receipt | null> {
    const [row] = await this.statements.rows<Receipt>(FIND, [id]);
    return row ?? null;
  }

  /** @returns false when this event was made already */
  async claim(
    tx: Tx,
    event: { readonly inboxId: InboxId; readonly key: string; readonly receiptId: ReceiptId; readonly isLast: boolean },
  ): Promise<boolean> {
    const [row] = await sql<{ claimed: boolean }>(tx, CLAIM, [
      event.inboxId,
      event.key.slice(0, 500),
      event.receiptId,
      event.isLast,
      tx.now,
    ]);
    return row?.claimed === true;
  }

  async finish(
    tx: Tx,
    id: ReceiptId,
    end: {
      readonly state: 'done' | 'quarantined';
      readonly refusals: readonly unknown[];
      readonly fault: string | null;
      readonly attempts: number;
    },
  ): Promise<void> {
    await sql(tx, FINISH, [id, end.state, JSON.stringify(end.refusals), end.fault, tx.now, end.attempts]);
  }

  /** @returns false when there is no such quarantined receipt, or its bytes were dropped */
  async replay(tx: Tx, id: ReceiptId): Promise<boolean> {
    return (await sql(tx, REPLAY, [id])).length > 0;
  }

  async cursor(inboxId: InboxId): Promise<Readonly<Record<string, string | number | null>> | null> {
    const [row] = await this.statements.rows<{ cursor: Record<string, string | number | null> }>(CURSOR, [inboxId]);
    return row?.cursor ?? null;
  }

  async setCursor(tx: Tx, inboxId: InboxId, cursor: Readonly<Record<string, unknown>>): Promise<void> {
    await sql(tx, SET_CURSOR, [inboxId, JSON.stringify(cursor), tx.now]);
  }

  /** Drops up to 500 bodies of receipts done before an instant. @returns the files to delete, and how many receipts there were */
  async forgetBodies(tx: Tx, before: Date): Promise<{ readonly count: number; readonly files: readonly string[] }> {
    const rows = await sql<{ bodyKey: string | null }>(tx, FORGET_BODIES, [before]);
    return { count: rows.length, files: rows.flatMap((r) => r.bodyKey ?? []) };
  }
}
