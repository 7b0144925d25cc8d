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
import { AutomaticAnswerEntity } from './automation/store/automatic-answer.entity.js';
import { AutomationMarkEntity } from './automation/store/automation-mark.entity.js';
import { AutomationRuleEntity } from './automation/store/automation-rule.entity.js';
import { AutomationRunEntity } from './automation/store/automation-run.entity.js';
import { CannedTextEntity } from './automation/store/canned-text.entity.js';
import { MacroEntity } from './automation/store/macro.entity.js';
import { ContactEntity } from './contacts/store/contact.entity.js';
import { ContactIdentityEntity } from './contacts/store/contact-identity.entity.js';
import { ContactMergeEntity } from './contacts/store/contact-merge.entity.js';
import { InboxEntity } from './inboxes/store/inbox.entity.js';
import { InboundKeyEntity } from './intake/store/inbound-key.entity.js';
import { ReceiptEntity } from './intake/store/receipt.entity.js';
import { SourceCursorEntity } from './intake/store/source-cursor.entity.js';
import { NotificationEntity } from './notifications/store/notification.entity.js';
import { NotificationPreferenceEntity } from './notifications/store/notification-preference.entity.js';
import { NotificationSettingEntity } from './notifications/store/notification-setting.entity.js';
import { GuardedClient } from './platform/database/guarded-client.js';
import { AgentConnectionEntity } from './realtime/store/agent-connection.entity.js';
import { ReportBucketEntity } from './reporting/store/report-bucket.entity.js';
import { ReportDayEntity } from './reporting/store/report-day.entity.js';
import { ReportDueEntity } from './reporting/store/report-due.entity.js';
import { ReportTicketEntity } from './reporting/store/report-ticket.entity.js';
import { ReportZoneEntity } from './reporting/store/report-zone.entity.js';
import { AgentPresenceEntity } from './routing/store/agent-presence.entity.js';
import { AgentSkillEntity } from './routing/store/agent-skill.entity.js';
import { ChannelWeightEntity } from './routing/store/channel-weight.entity.js';
import { PresenceChangeEntity } from './routing/store/presence-change.entity.js';
import { RoutingDecisionEntity } from './routing/store/routing-decision.entity.js';
import { RoutingRuleEntity } from './routing/store/routing-rule.entity.js';
import { SkillEntity } from './routing/store/skill.entity.js';
import { TeamRoutingEntity } from './routing/store/team-routing.entity.js';
import { TicketRoutingEntity } from './routing/store/ticket-routing.entity.js';
import { SavedViewEntity } from './saved-views/store/saved-view.entity.js';
import { SearchDocumentEntity } from './search/store/search-document.entity.js';
import { SearchLexemeEntity } from './search/store/search-lexeme.entity.js';
import { SearchPendingEntity } from './search/store/search-pending.entity.js';
import { SearchSliceEntity } from './search/store/search-slice.entity.js';
import { CalendarEntity } from './sla/store/calendar.entity.js';
import { CalendarVersionEntity } from './sla/store/calendar-version.entity.js';
import { ClockEntity } from './sla/store/clock.entity.js';
import { ClockLineEntity } from './sla/store/clock-line.entity.js';
import { SlaPolicyEntity } from './sla/store/sla-policy.entity.js';
import { ConversationEntity } from './threading/store/conversation.entity.js';
import { MessageReferenceEntity } from './threading/store/message-reference.entity.js';
import { AttachmentEntity } from './tickets/store/attachment.entity.js';
import { BulkActionEntity } from './tickets/store/bulk-action.entity.js';
import { BulkItemEntity } from './tickets/store/bulk-item.entity.js';
import { CustomFieldEntity } from './tickets/store/custom-field.entity.js';
import { DeliveryEntity } from './tickets/store/delivery.entity.js';
import { DraftEntity } from './tickets/store/draft.entity.js';
import { HeldReplyEntity } from './tickets/store/held-reply.entity.js';
import { MessageEntity } from './tickets/store/message.entity.js';
import { TagEntity } from './tickets/store/tag.entity.js';
import { TicketEntity } from './tickets/store/ticket.entity.js';
import { TicketCategoryEntity } from './tickets/store/ticket-category.entity.js';
import { TicketEventEntity } from './tickets/store/ticket-event.entity.js';
import { TicketFollowerEntity } from './tickets/store/ticket-follower.entity.js';
import { TicketMoveEntity } from './tickets/store/ticket-move.entity.js';
import { TicketMoveMessageEntity } from './tickets/store/ticket-move-message.entity.js';
import { TicketRelationEntity } from './tickets/store/ticket-relation.entity.js';
import { TicketSettingEntity } from './tickets/store/ticket-setting.entity.js';
import { TicketStatusEntity } from './tickets/store/ticket-status.entity.js';
import { WebhookEntity } from './webhooks/store/webhook.entity.js';
import { WebhookDeliveryEntity } from './webhooks/store/webhook-delivery.entity.js';

export const entities = [
  AgentConnectionEntity,
  AgentEntity,
  AgentPresenceEntity,
  AgentSkillEntity,
  ApiTokenEntity,
  AttachmentEntity,
  BulkActionEntity,
  BulkItemEntity,
  ChannelWeightEntity,
  AutomaticAnswerEntity,
  AutomationMarkEntity,
  AutomationRuleEntity,
  AutomationRunEntity,
  CannedTextEntity,
  CalendarEntity,
  CalendarVersionEntity,
  ClockEntity,
  ClockLineEntity,
  AuditEventEntity,
  ContactEntity,
  ContactIdentityEntity,
  ContactMergeEntity,
  ConversationEntity,
  CredentialEntity,
  CustomFieldEntity,
  DeliveryEntity,
  DraftEntity,
  HeldReplyEntity,
  IdempotencyKeyEntity,
  InboundKeyEntity,
  InboxEntity,
  LoginThrottleEntity,
  MacroEntity,
  MessageEntity,
  MessageReferenceEntity,
  NotificationEntity,
  NotificationPreferenceEntity,
  NotificationSettingEntity,
  PresenceChangeEntity,
  ReceiptEntity,
  ReportBucketEntity,
  ReportDayEntity,
  ReportDueEntity,
  ReportTicketEntity,
  ReportZoneEntity,
  SavedViewEntity,
  SearchDocumentEntity,
  SearchLexemeEntity,
  SearchPendingEntity,
  SearchSliceEntity,
  RoutingDecisionEntity,
  RoutingRuleEntity,
  OidcIdentityEntity,
  OidcProviderEntity,
  RecoveryCodeEntity,
  SecuritySettingEntity,
  SessionEntity,
  SkillEntity,
  SlaPolicyEntity,
  SourceCursorEntity,
  TagEntity,
  TeamEntity,
  TeamMemberEntity,
  TeamRoutingEntity,
  TicketCategoryEntity,
  TicketEntity,
  TicketEventEntity,
  TicketRoutingEntity,
  TicketFollowerEntity,
  TicketMoveEntity,
  TicketMoveMessageEntity,
  TicketRelationEntity,
  TicketSettingEntity,
  TicketStatusEntity,
  WebhookDeliveryEntity,
  WebhookEntity,
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
