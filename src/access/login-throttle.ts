import { Injectable } from '@nestjs/common';
import { systemClock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId } from '../kernel/id.js';
import { blockSecondsAfter } from './domain/throttle.js';
import { AccessRepository } from './store/access.repository.js';

/** How long nobody may try, by failures so far. */
const BLOCKS = Array.from({ length: 20 }, (_, n) => blockSecondsAfter(n + 1, 'account'));

/** Slows down guessing, by account and by address, across all processes. */
@Injectable()
export class LoginThrottle {
  constructor(private readonly repository: AccessRepository) {}

  /** @throws DomainError `login.too-many` with `retryAfterSeconds` */
  async check(account: string, address: string): Promise<void> {
    await this.checkKeys([accountKey(account), addressKey(address)]);
  }

  private async checkKeys(keys: readonly string[]): Promise<void> {
    const now = systemClock.now().getTime();
    const rows = await this.repository.throttles(keys);
    const waitMs = Math.max(0, ...rows.map((r) => (r.blockedUntil?.getTime() ?? 0) - now));
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000));
  }

  async failed(account: string, address: string): Promise<void> {
    await this.count(accountKey(account), 'account');
    await this.count(addressKey(address), 'address');
  }

  /**
   * For six digits: counts the try before it is known whether it is right, so that a thousand at once are not a thousand
   * tries. Follow it with {@link codeWasRight}. @throws DomainError `login.too-many` with `retryAfterSeconds`
   */
  async claimTry(agentId: AgentId): Promise<void> {
    if (await this.repository.spendTry(codeKey(agentId), BLOCKS)) return;
    await this.checkKeys([codeKey(agentId)]);
    throw tooMany(1); // the block ended this very moment
  }

  codeWasRight(agentId: AgentId): Promise<void> {
    return this.repository.forgive(codeKey(agentId));
  }

  succeeded(account: string): Promise<void> {
    return this.repository.forgive(accountKey(account));
  }

  private async count(key: string, by: 'account' | 'address'): Promise<void> {
    const seconds = blockSecondsAfter(await this.repository.failed(key), by);
    if (seconds > 0) await this.repository.block(key, seconds);
  }
}

function tooMany(retryAfterSeconds: number): DomainError {
  return new DomainError('too-many', 'login.too-many', 'Too many failed logins; wait and try again.', { retryAfterSeconds });
}

function accountKey(account: string): string {
  return `account:${account}`;
}

function codeKey(agentId: AgentId): string {
  return `code:${agentId}`;
}

function addressKey(address: string): string {
  return `address:${address}`;
}
