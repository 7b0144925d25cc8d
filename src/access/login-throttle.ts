import { Injectable } from '@nestjs/common';
import { systemClock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { blockSecondsAfter } from './domain/throttle.js';
import { AccessRepository } from './store/access.repository.js';

/** Slows down guessing, by account and by address, across all processes. */
@Injectable()
export class LoginThrottle {
  constructor(private readonly repository: AccessRepository) {}

  /** @throws DomainError `login.too-many` with `retryAfterSeconds` */
  async check(account: string, address: string): Promise<void> {
    const now = systemClock.now().getTime();
    const rows = await this.repository.throttles([accountKey(account), addressKey(address)]);
    const waitMs = Math.max(0, ...rows.map((r) => (r.blockedUntil?.getTime() ?? 0) - now));
    if (waitMs > 0)
      throw new DomainError('too-many', 'login.too-many', 'Too many failed logins; wait and try again.', {
        retryAfterSeconds: Math.ceil(waitMs / 1000),
      });
  }

  async failed(account: string, address: string): Promise<void> {
    await this.count(accountKey(account), 'account');
    await this.count(addressKey(address), 'address');
  }

  succeeded(account: string): Promise<void> {
    return this.repository.forgive(accountKey(account));
  }

  private async count(key: string, by: 'account' | 'address'): Promise<void> {
    const seconds = blockSecondsAfter(await this.repository.failed(key), by);
    if (seconds > 0) await this.repository.block(key, seconds);
  }
}

function accountKey(account: string): string {
  return `account:${account}`;
}

function addressKey(address: string): string {
  return `address:${address}`;
}
