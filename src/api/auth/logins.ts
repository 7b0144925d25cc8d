import { Injectable } from '@nestjs/common';
import { LoginThrottle, Passwords, TwoFactor } from '../../access/index.js';
import { AgentRepository, type AgentRow } from '../../agents/settings.js';
import { AuditTrail } from '../../audit/index.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';

/** Proves who somebody is: by password, and with it by a code where the agent has a second factor. */
@Injectable()
export class Logins {
  constructor(
    private readonly agents: AgentRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly twoFactor: TwoFactor,
    private readonly trail: AuditTrail,
  ) {}

  /** An account that is not there looks, and takes as long, as one with a wrong password. @throws DomainError `login.wrong`, `login.too-many` */
  async byPassword(given: { readonly email: string; readonly password: string }, address: string): Promise<AgentRow> {
    const email = given.email.trim().toLowerCase();
    await this.throttle.begin(email, address);
    const agent = await this.agents.byEmail(email);
    const right = await this.passwords.isRight(agent?.enabled ? agent.id : null, given.password);
    if (agent !== null && right) return agent;
    if (agent !== null) await this.trail.refusedLogin(agent, 'password');
    throw new DomainError('unauthenticated', 'login.wrong', 'Address or password is wrong.');
  }

  /** Proves again who is logged in, before something that outlives the session. @throws DomainError as {@link byPassword} */
  async again(agentId: AgentId, password: string, address: string): Promise<AgentRow> {
    const agent = await this.agents.find(agentId);
    if (agent === null) throw notFound('agent');
    // Who came by an identity provider has no password to prove it with.
    if (!(await this.passwords.exists(agentId))) return agent;
    const proved = await this.byPassword({ email: agent.email, password }, address);
    await this.throttle.succeeded(agent.email, address);
    return proved;
  }

  /**
   * What the login's transaction must do about the second factor; nothing when there is none.
   * @throws DomainError `access.totp-required`, `login.too-many`
   */
  async secondFactor(agent: AgentRow, code: string | undefined): Promise<((tx: Tx) => Promise<void>) | null> {
    if ((await this.twoFactor.state(agent.id)) === null) return null;
    if (code === undefined || code === '')
      throw new DomainError('unauthenticated', 'access.totp-required', 'Send the code of your second factor as `totp`.');
    await this.throttle.claimTry(agent.id);
    return (tx) => this.twoFactor.spend(tx, agent.id, code);
  }

  /** Failures so far are forgotten. */
  async succeeded({ id, email }: AgentRow, address: string): Promise<void> {
    await this.throttle.succeeded(email, address);
    await this.throttle.codeWasRight(id);
  }

  async refused(agent: AgentRow, error: unknown): Promise<void> {
    if (error instanceof DomainError && error.code === 'access.totp-wrong') await this.trail.refusedLogin(agent, 'code');
  }
}
