import { Injectable } from '@nestjs/common';
import { Bearers, type LoginPlace, type OpenedSession, SESSION_COOKIE, SessionRepository } from '../../access/index.js';
import type { Actor, Role } from '../../kernel/actor.js';
import { type AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { KnownRequest } from '../guard/allow.js';
import { placeOf } from './session-cookie.js';

export interface LoginOrder {
  readonly agent: { readonly id: AgentId; readonly name: string; readonly role: Role };
  readonly method: LoginPlace['method'];
  /** What else the login takes, in its transaction: a code that is spent, an account that is made. */
  readonly also?: (tx: Tx) => Promise<void>;
}

/** Opens a session under a new token. The one that the browser came with ends: nobody can have planted it. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly bearers: Bearers,
    private readonly sessions: SessionRepository,
    private readonly uow: UnitOfWork,
  ) {}

  async open(request: KnownRequest, { agent, method, also }: LoginOrder): Promise<OpenedSession & { readonly mustEnrol: boolean }> {
    const given = request.cookies[SESSION_COOKIE];
    const previous = given === undefined ? null : await this.bearers.session(given);
    const actor: Actor = { type: 'agent', id: agent.id, name: agent.name, role: agent.role };
    const opened = await this.uow.run(actor, async (tx) => {
      await also?.(tx);
      if (previous?.actor.type === 'agent') await this.sessions.end(tx, previous.actor.id, previous.id);
      return this.bearers.openSession(tx, agent.id, placeOf(request, method));
    });
    if (previous?.actor.type === 'agent') this.bearers.forget(previous.actor.id);
    return { ...opened, mustEnrol: (await this.bearers.session(opened.token))?.mustEnrol ?? false };
  }
}
