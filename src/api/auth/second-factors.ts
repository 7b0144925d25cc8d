import { Injectable } from '@nestjs/common';
import { Bearers, LoginThrottle, type OpenedSession, SecuritySettingRepository, SessionRepository, TwoFactor } from '../../access/index.js';
import type { Actor, Role } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

type Agent = Extract<Actor, { type: 'agent' }>;

/** Setting up, renewing and removing one's second factor. Each change rotates the session and ends the agent's others. */
@Injectable()
export class SecondFactors {
  constructor(
    readonly twoFactor: TwoFactor,
    private readonly throttle: LoginThrottle,
    private readonly bearers: Bearers,
    private readonly sessions: SessionRepository,
    private readonly settings: SecuritySettingRepository,
    private readonly uow: UnitOfWork,
  ) {}

  async isRequired(role: Role): Promise<boolean> {
    return (await this.settings.find()).twoFactorRoles.includes(role);
  }

  begin(me: Agent, email: string): Promise<{ readonly secret: string; readonly uri: string }> {
    return this.uow.run(me, (tx) => this.twoFactor.begin(tx, { id: me.id, email }));
  }

  confirm(me: Agent, sessionId: string, code: string): Promise<{ readonly codes: readonly string[]; readonly session: OpenedSession }> {
    return this.withCode(me, async (tx) => {
      const codes = await this.twoFactor.confirm(tx, me.id, code);
      return { codes, session: await this.rotate(tx, me.id, sessionId) };
    });
  }

  renewCodes(me: Agent, code: string): Promise<readonly string[]> {
    return this.withCode(me, async (tx) => {
      await this.twoFactor.spend(tx, me.id, code);
      return this.twoFactor.renewCodes(tx, me.id);
    });
  }

  /** @throws DomainError `totp.role-needs-it` */
  async remove(me: Agent, sessionId: string, code: string): Promise<OpenedSession> {
    if (await this.isRequired(me.role)) throw new DomainError('conflict', 'totp.role-needs-it', 'Your role needs two-factor login.');
    return this.withCode(me, async (tx) => {
      await this.twoFactor.spend(tx, me.id, code);
      await this.twoFactor.remove(tx, me.id);
      return this.rotate(tx, me.id, sessionId);
    });
  }

  /** For who lost phone and codes; an administrator has made sure who it is. @returns false when there was none */
  async reset(tx: Tx, agentId: AgentId): Promise<boolean> {
    await this.sessions.endAll(tx, agentId, null);
    return this.twoFactor.remove(tx, agentId);
  }

  private async withCode<T>(me: Agent, work: (tx: Tx) => Promise<T>): Promise<T> {
    await this.throttle.claimTry(me.id);
    const done = await this.uow.run(me, work);
    await this.throttle.codeWasRight(me.id);
    this.bearers.forget(me.id);
    return done;
  }

  private async rotate(tx: Tx, agentId: AgentId, sessionId: string): Promise<OpenedSession> {
    await this.sessions.endAll(tx, agentId, sessionId);
    return this.bearers.rotateSession(tx, sessionId);
  }
}
