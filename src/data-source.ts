import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiTokenEntity } from './access/store/api-token.entity.js';
import { CredentialEntity } from './access/store/credential.entity.js';
import { IdempotencyKeyEntity } from './access/store/idempotency-key.entity.js';
import { LoginThrottleEntity } from './access/store/login-throttle.entity.js';
import { OidcIdentityEntity } from './access/store/oidc-identity.entity.js';
import { OidcProviderEntity } from './access/store/oidc-provider.entity.js';
import { RecoveryCodeEntity } from './access/store/recovery-code.entity.js';
import { SecuritySettingEntity } from './access/store/security-setting.entity.js';
import { SessionEntity } from './access/store/session.entity.js';
import { TotpEntity } from './access/store/totp.entity.js';
import { AgentEntity } from './agents/store/agent.entity.js';
import { TeamEntity } from './agents/store/team.entity.js';
import { TeamMemberEntity } from './agents/store/team-member.entity.js';
import { AuditEventEntity } from './audit/store/audit-event.entity.js';
import { ContactEntity } from './contacts/store/contact.entity.js';
import { ContactIdentityEntity } from './contacts/store/contact-identity.entity.js';
import { InboxEntity } from './inboxes/store/inbox.entity.js';
import { InboundKeyEntity } from './intake/store/inbound-key.entity.js';
import { ReceiptEntity } from './intake/store/receipt.entity.js';
import { SourceCursorEntity } from './intake/store/source-cursor.entity.js';
import { GuardedClient } from './platform/database/guarded-client.js';
import { ConversationEntity } from './threading/store/conversation.entity.js';
import { MessageReferenceEntity } from './threading/store/message-reference.entity.js';
import { AttachmentEntity } from './tickets/store/attachment.entity.js';
import { DeliveryEntity } from './tickets/store/delivery.entity.js';
import { MessageEntity } from './tickets/store/message.entity.js';
import { TicketEntity } from './tickets/store/ticket.entity.js';
import { TicketCategoryEntity } from './tickets/store/ticket-category.entity.js';
import { TicketEventEntity } from './tickets/store/ticket-event.entity.js';
import { TicketStatusEntity } from './tickets/store/ticket-status.entity.js';

export const entities = [
  AgentEntity,
  ApiTokenEntity,
  AttachmentEntity,
  AuditEventEntity,
  ContactEntity,
  ContactIdentityEntity,
  ConversationEntity,
  CredentialEntity,
  DeliveryEntity,
  IdempotencyKeyEntity,
  InboundKeyEntity,
  InboxEntity,
  LoginThrottleEntity,
  MessageEntity,
  MessageReferenceEntity,
  OidcIdentityEntity,
  OidcProviderEntity,
  ReceiptEntity,
  RecoveryCodeEntity,
  SecuritySettingEntity,
  SessionEntity,
  SourceCursorEntity,
  TeamEntity,
  TeamMemberEntity,
  TicketCategoryEntity,
  TicketEntity,
  TicketEventEntity,
  TicketStatusEntity,
  TotpEntity,
];

export interface DatabaseSettings {
  readonly url: string;
  readonly poolSize: number;
}

/** The one list of entities and the connection settings that every process uses. */
export function dataSourceOptions({ url, poolSize }: DatabaseSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    poolSize,
    applicationName: 'parley',
    extra: {
      Client: GuardedClient,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      // Nothing may wait for ever (security rules 33 and 37).
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}

/** The compiled files of migrations/, in order. */
export function migrationFiles(): readonly string[] {
  const folder = fileURLToPath(new URL('../migrations/', import.meta.url));
  return readdirSync(folder)
    .filter((name) => /^\d{13}-.*\.js$/.test(name))
    .toSorted()
    .map((name) => `${folder}${name}`);
}

/** A data source of its own for migrations: they may take long, so they have no statement time-out. */
export function migrationDataSource(url: string): DataSource {
  const extra = { Client: GuardedClient, statement_timeout: 0, lock_timeout: 2_000 };
  return new DataSource({ ...dataSourceOptions({ url, poolSize: 2 }), migrations: [...migrationFiles()], extra } as DataSourceOptions);
}
