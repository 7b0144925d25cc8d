import { Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { Bearers } from './bearers.js';
import { LoginThrottle } from './login-throttle.js';
import { OidcClient } from './oidc-client.js';
import { Passwords } from './passwords.js';
import { AccessRepository } from './store/access.repository.js';
import { IdempotencyRepository } from './store/idempotency.repository.js';
import { OidcIdentityRepository } from './store/oidc-identity.repository.js';
import { OidcProviderRepository } from './store/oidc-provider.repository.js';
import { SecuritySettingRepository } from './store/security-setting.repository.js';
import { SessionRepository } from './store/session.repository.js';
import { TotpRepository } from './store/totp.repository.js';
import { TwoFactor } from './two-factor.js';

const provided = [
  AccessRepository,
  Bearers,
  IdempotencyRepository,
  LoginThrottle,
  OidcClient,
  OidcIdentityRepository,
  OidcProviderRepository,
  Passwords,
  SecuritySettingRepository,
  SessionRepository,
  TotpRepository,
  TwoFactor,
];

@Module({ providers: provided, exports: provided })
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly sessions: SessionRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('41 * * * * forget-logins');
    this.jobs.register('forget-logins', () => this.sessions.forget());
  }
}
