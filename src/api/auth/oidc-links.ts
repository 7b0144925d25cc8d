import { Injectable } from '@nestjs/common';
import { Bearers, type OidcIdentity, OidcIdentityRepository, SESSION_COOKIE, type Subject } from '../../access/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { KnownRequest } from '../guard/allow.js';
import { sessionIdOf } from './session-cookie.js';

/** Which identities at providers are this agent. Linked by the agent alone, while logged in. */
@Injectable()
export class OidcLinks {
  constructor(
    private readonly identities: OidcIdentityRepository,
    private readonly bearers: Bearers,
    private readonly uow: UnitOfWork,
  ) {}

  async page(agentId: AgentId, { limit, cursor }: { readonly limit: number; readonly cursor?: string }): Promise<Page<OidcIdentity>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('identities', cursor, 1);
    const rows = await this.identities.ofAgent(agentId, after === null ? null : String(after), limit + 1);
    return pageOf(rows, { limit, sort: 'identities', keysOf: (r) => [r.issuer], map: (r) => r });
  }

  /** The browser comes back from the provider: still logged in as who began it? @throws DomainError `oidc.other-session`, `oidc.identity-taken` */
  async link(request: KnownRequest, agentId: AgentId, subject: Subject): Promise<void> {
    const session = await this.bearers.session(request.cookies[SESSION_COOKIE] ?? '');
    if (session === null || session.mustEnrol || session.actor.type !== 'agent' || session.actor.id !== agentId)
      throw new DomainError('unauthenticated', 'oidc.other-session', 'Stay logged in while you link an identity.');
    await this.uow.run(session.actor, async (tx) => {
      if (!(await this.identities.link(tx, subject, agentId)))
        throw new DomainError(
          'conflict',
          'oidc.identity-taken',
          'It belongs to an agent already, or you have another one at this provider.',
        );
      return { agentId };
    });
  }

  /** @throws DomainError `identity.not-found` */
  async unlink(me: Actor, agentId: AgentId, id: string, request: KnownRequest): Promise<void> {
    sessionIdOf(request);
    await this.uow.run(me, async (tx) => {
      if (!(await this.identities.unlink(tx, agentId, id))) throw notFound('identity');
    });
  }
}
