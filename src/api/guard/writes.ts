import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IdempotencyRepository } from '../../access/index.js';
import { auditNothing } from '../../audit/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Tx } from '../../kernel/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { KnownRequest } from './allow.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** What a write did: an id of what is to be shown, say. Small JSON, because it is kept for repeats. */
export type WriteResult = Readonly<Record<string, unknown>> | null;

export interface Told<Result extends WriteResult> {
  readonly result: Result;
  readonly isRepeat: boolean;
}

/**
 * Every write of the API: one transaction, and with an `Idempotency-Key` a repeat gives the first result without doing
 * anything again. The same key with another request is refused (422). Keys are kept for 24 hours.
 */
@Injectable()
export class Writes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: IdempotencyRepository,
  ) {}

  /** @throws DomainError `idempotency.key-reused`, `idempotency.bad-key` */
  async run<Result extends WriteResult>(request: KnownRequest, actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return (await this.told(request, actor, work)).result;
  }

  /**
   * For writes whose answer shows what no guard asked about, because its id is in the result: on a repeat the asker may have
   * lost sight of it. @throws DomainError `idempotency.key-reused`, `idempotency.bad-key`
   */
  async told<Result extends WriteResult>(request: KnownRequest, actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Told<Result>> {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return { result: await this.uow.run(actor, work), isRepeat: false };
    if (typeof key !== 'string' || !KEY.test(key))
      throw new DomainError('invalid', 'idempotency.bad-key', 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
    const actorId = agentIdOf(actor) ?? '';
    const hash = hashOf(request);
    let isRepeat = false;
    // The audit log finds the id of what was made in the transaction's result: it is the bare one.
    const result = await this.uow.run(actor, async (tx) => {
      isRepeat = false;
      const known = await this.keys.claim(tx, actorId, key, hash);
      if (known === null) {
        const made = await work(tx);
        await this.keys.answer(tx, actorId, key, { status: 200, response: made });
        return made;
      }
      if (!known.requestHash.equals(hash))
        throw new DomainError('unprocessable', 'idempotency.key-reused', 'This Idempotency-Key was used for another request.');
      auditNothing(tx);
      isRepeat = true;
      return known.response as Result;
    });
    return { result, isRepeat };
  }
}

function hashOf(request: KnownRequest): Buffer {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
}
