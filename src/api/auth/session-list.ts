import { Injectable } from '@nestjs/common';
import { addressPrefix, Bearers, SessionRepository, type SessionRow } from '../../access/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { SessionAnswer } from './sessions.dto.js';

/** The sessions of an agent, for themselves and for administrators. */
@Injectable()
export class SessionList {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly bearers: Bearers,
    private readonly uow: UnitOfWork,
  ) {}

  /** @param currentId the session that asks, if it is one of them */
  async page(
    agentId: AgentId,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
    currentId: string | null,
  ): Promise<Page<SessionAnswer>> {
    const [at, id] = cursor === undefined ? [] : decodeCursor('sessions', cursor, 2);
    const rows = await this.sessions.page(agentId, at === undefined ? null : { at: String(at), id: String(id) }, limit + 1);
    return pageOf(rows, { limit, sort: 'sessions', keysOf: (r) => [r.sortAt, r.id], map: (r) => sessionAnswer(r, currentId) });
  }

  /** @throws DomainError `session.not-found` */
  async end(by: Actor, agentId: AgentId, id: string): Promise<void> {
    await this.uow.run(by, async (tx) => {
      if (!(await this.sessions.end(tx, agentId, id))) throw notFound('session');
    });
    this.bearers.forget(agentId);
  }

  async endAll(by: Actor, agentId: AgentId, exceptId: string | null): Promise<void> {
    await this.uow.run(by, (tx) => this.sessions.endAll(tx, agentId, exceptId));
    this.bearers.forget(agentId);
  }
}

function sessionAnswer(
  { id, userAgent, address, method, createdAt, lastSeenAt, expiresAt }: SessionRow,
  currentId: string | null,
): SessionAnswer {
  return {
    id,
    current: id === currentId,
    userAgent,
    network: addressPrefix(address),
    method,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
