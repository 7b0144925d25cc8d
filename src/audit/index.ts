export { AuditModule } from './audit.module.js';
export { AuditChainer } from './audit-chainer.js';
export { auditChanges, auditNothing } from './audit-changes.js';
export { AuditTrail } from './audit-trail.js';
export { type AuditReport, AuditVerifier } from './audit-verifier.js';
export { type AuditedCall, changesBetween } from './domain/entry.js';
