import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId } from '../kernel/id.js';
import { BLOCKS } from './domain/throttle.js';
import { AccessRepository } from './store/access.repository.js';

/** Slows down guessing, by account and by address, across all processes. */
@Injectable()
export class LoginThrottle {
  constructor(private readonly repository: AccessRepository) {}

  /**
   * Counts a try before it is looked at, so that many at once are not all looked at. Follow it with {@link succeeded}.
   * @throws DomainError `login.too-many` with `retryAfterSeconds`
   */
  async begin(account: string, address: string): Promise<void> {
    await this.count(accountKey(account), 'account');
    await this.count(addressKey(address), 'address');
  }

  /** The same for six digits. Follow it with {@link codeWasRight}. @throws DomainError `login.too-many` with `retryAfterSeconds` */
  claimTry(agentId: AgentId): Promise<void> {
    return this.count(codeKey(agentId), 'account');
  }

  codeWasRight(agentId: AgentId): Promise<void> {
    return this.repository.forgive(codeKey(agentId));
  }

  async succeeded(account: string, address: string): Promise<void> {
    await this.repository.forgive(accountKey(account));
    await this.repository.takeBack(addressKey(address));
  }

  private async count(key: string, by: 'account' | 'address'): Promise<void> {
    const waits = BLOCKS[by];
    const { tried, retryAfterSeconds } = await this.repository.countTry(key, waits.after, waits.seconds);
    if (!tried) throw new DomainError('too-many', 'login.too-many', 'Too many failed logins; wait and try again.', { retryAfterSeconds });
  }
}

function accountKey(account: string): string {
  return `account:${account}`;
}

function addressKey(address: string): string {
  return `address:${address}`;
}

function codeKey(agentId: AgentId): string {
  return `code:${agentId}`;
}
