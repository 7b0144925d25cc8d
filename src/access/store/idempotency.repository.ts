import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

export interface KnownAnswer {
  readonly requestHash: Buffer;
  readonly status: number;
  readonly response: unknown;
}

// A concurrent write with the same key waits here until the first one commits or rolls back.
const CLAIM = `
  insert into idempotency_key (actor_id, key, request_hash, status, created_at) values ($1, $2, $3, 0, $4)
  on conflict (actor_id, key) do nothing returning key`;
const FIND = 'select request_hash as "requestHash", status, response from idempotency_key where actor_id = $1 and key = $2';
const ANSWER = 'update idempotency_key set status = $3, response = $4 where actor_id = $1 and key = $2';

/** Answers of writes that carried an Idempotency-Key, stored in the transaction of the write itself. */
@Injectable()
export class IdempotencyRepository {
  /** @returns null when the key is new and now claimed; else what was answered */
  async claim(tx: Tx, actorId: string, key: string, requestHash: Buffer): Promise<KnownAnswer | null> {
    if ((await sql(tx, CLAIM, [actorId, key, requestHash, tx.now])).length > 0) return null;
    const [known] = await sql<KnownAnswer>(tx, FIND, [actorId, key]);
    return known ?? null;
  }

  async answer(tx: Tx, actorId: string, key: string, answer: { readonly status: number; readonly response: unknown }): Promise<void> {
    await sql(tx, ANSWER, [actorId, key, answer.status, JSON.stringify(answer.response ?? null)]);
  }
}
