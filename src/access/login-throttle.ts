import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { BLOCKS } from './domain/throttle.js';
import { AccessRepository } from './store/access.repository.js';

/** Slows down guessing, by account and by address, across all processes. */
@Injectable()
export class LoginThrottle {
  constructor(private readonly repository: AccessRepository) {}

  /**
   * Counts a try before it is looked at, so that many at once are not all looked at.
   * @throws DomainError `login.too-many` with `retryAfterSeconds`
   */
  async begin(account: string, address: string): Promise<void> {
    await this.count(accountKey(account), 'account');
    await this.count(addressKey(address), 'address');
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
