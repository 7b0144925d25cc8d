import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { randomToken } from '../platform/crypto/vault.js';
import { AccessRepository } from './store/access.repository.js';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

@Injectable()
export class Passwords {
  /** Checked when the account does not exist, so that the answer takes as long. */
  private readonly nobodys: Promise<string> = hash(randomToken(), COST);

  constructor(private readonly repository: AccessRepository) {}

  async isRight(agentId: AgentId | null, password: string): Promise<boolean> {
    const known = agentId === null ? null : await this.repository.passwordHash(agentId);
    const right = await verify(known ?? (await this.nobodys), password.slice(0, PASSWORD_MAX)).catch(() => false);
    return known !== null && right;
  }

  /** Who came by an identity provider has none. */
  async exists(agentId: AgentId): Promise<boolean> {
    return (await this.repository.passwordHash(agentId)) !== null;
  }

  /** Ends all sessions of the agent. Hash first: it takes tens of milliseconds, too long for a transaction. */
  static hash(password: string): Promise<string> {
    if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) {
      throw new DomainError('unprocessable', 'password.length', `A password has ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`);
    }
    return hash(password, COST);
  }

  set(tx: Tx, agentId: AgentId, passwordHash: string): Promise<void> {
    return this.repository.setPasswordHash(tx, agentId, passwordHash);
  }
}
