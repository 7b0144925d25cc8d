import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { changesOf } from './audit-changes.js';
import { type AuditedCall, entryOf } from './domain/entry.js';
import { AuditRepository } from './store/audit.repository.js';

/**
 * Writes down what people and tokens do: one row for each transaction that a request commits, in that very transaction,
 * whoever opened it. A new route needs no line of code for it. What customers and the desk itself do is in `ticket_event`.
 */
@Injectable()
export class AuditTrail {
  private readonly calls = new AsyncLocalStorage<AuditedCall>();

  constructor(
    private readonly repository: AuditRepository,
    uow: UnitOfWork,
  ) {
    uow.beforeCommit(async (tx, { events, result }) => {
      const call = this.calls.getStore();
      const changes = changesOf(tx);
      const isPerson = tx.actor.type === 'agent' || tx.actor.type === 'token';
      if (call === undefined || changes === null || !isPerson) return;
      await this.repository.add(tx, entryOf(call, { actor: tx.actor, events, result, changes }));
    });
  }

  /** Everything that `work` commits belongs to this call. */
  during<T>(call: AuditedCall, work: () => T): T {
    return this.calls.run(call, work);
  }

  /** Before something restricted is shown: when this fails, nothing is shown. */
  async read(call: AuditedCall, actor: Actor): Promise<void> {
    await this.repository.note(entryOf(call, { actor, events: [], result: null, changes: {} }));
  }

  /** Somebody tried to log in as this agent, and could not. */
  async refusedLogin(agent: { readonly id: string; readonly name: string }, why: string): Promise<void> {
    const call = this.calls.getStore();
    if (call === undefined) return;
    const { address, requestId } = call;
    const actor: Actor = { type: 'system', name: 'login' };
    const detail = { account: agent.name, why };
    await this.repository.note({ actor, action: 'login.refused', resource: 'agents', resourceId: agent.id, detail, address, requestId });
  }
}
