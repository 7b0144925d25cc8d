export { AccessModule } from './access.module.js';
export { Bearers, type Credential, SESSION_COOKIE } from './bearers.js';
export { may, PERMISSIONS, type Permission, permissionsOf } from './domain/policies.js';
export { LoginThrottle } from './login-throttle.js';
export { PASSWORD_MAX, PASSWORD_MIN, Passwords } from './passwords.js';
export { AccessRepository, type ApiTokenRow } from './store/access.repository.js';
export { IdempotencyRepository } from './store/idempotency.repository.js';
