import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Vault } from '../platform/crypto/vault.js';
import { Site } from '../platform/site.js';
import { AuditChainer } from './audit-chainer.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerifier } from './audit-verifier.js';
import { Checkpoints } from './checkpoints.js';
import { AuditRepository } from './store/audit.repository.js';

@Module({
  providers: [
    AuditChainer,
    AuditRepository,
    AuditTrail,
    AuditVerifier,
    {
      provide: Checkpoints,
      inject: [Site, Vault],
      useFactory: (site: Site, vault: Vault) => new Checkpoints(join(site.dataDir, 'audit-checkpoints.jsonl'), vault),
    },
  ],
  exports: [AuditChainer, AuditTrail, AuditVerifier],
})
export class AuditModule {}
