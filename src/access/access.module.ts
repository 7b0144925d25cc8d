import { Module } from '@nestjs/common';
import { Bearers } from './bearers.js';
import { LoginThrottle } from './login-throttle.js';
import { Passwords } from './passwords.js';
import { AccessRepository } from './store/access.repository.js';
import { IdempotencyRepository } from './store/idempotency.repository.js';

const provided = [AccessRepository, Bearers, IdempotencyRepository, LoginThrottle, Passwords];

@Module({ providers: provided, exports: provided })
export class AccessModule {}
