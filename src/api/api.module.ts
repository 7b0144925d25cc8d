import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { AgentsModule } from '../agents/settings.js';
import { AuditModule } from '../audit/index.js';
import { AutomationModule } from '../automation/settings.js';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/settings.js';
import { IntakeModule } from '../intake/settings.js';
import { NotificationsModule } from '../notifications/index.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { DtoPipe } from '../platform/http/validation.js';
import { ReportingModule } from '../reporting/reporting.module.js';
import { RoutingModule } from '../routing/settings.js';
import { SavedViewsModule } from '../saved-views/settings.js';
import { SearchModule } from '../search/index.js';
import { SlaModule } from '../sla/settings.js';
import { TicketsModule } from '../tickets/settings.js';
import { ViewsModule } from '../views/views.module.js';
import { WebhooksModule } from '../webhooks/settings.js';
import { AgentLoginsController } from './agents/agent-logins.controller.js';
import { AgentProfiles } from './agents/agent-profiles.js';
import { AgentsController } from './agents/agents.controller.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { IdentitiesController } from './auth/identities.controller.js';
import { Logins } from './auth/logins.js';
import { OidcController } from './auth/oidc.controller.js';
import { OidcAttempts } from './auth/oidc-attempts.js';
import { OidcLinks } from './auth/oidc-links.js';
import { OidcLogins } from './auth/oidc-logins.js';
import { OpenSession } from './auth/open-session.js';
import { SecondFactors } from './auth/second-factors.js';
import { SessionList } from './auth/session-list.js';
import { SessionsController } from './auth/sessions.controller.js';
import { TwoFactorController } from './auth/two-factor.controller.js';
import { AutomationRunsController } from './automations/automation-runs.controller.js';
import { AutomationsController } from './automations/automations.controller.js';
import { DryRun } from './automations/dry-run.js';
import { NamedThingsCheck } from './automations/named-things-check.js';
import { RuleCheck } from './automations/rule-check.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkJob } from './bulk/bulk.job.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CannedTextsController } from './canned-texts/canned-texts.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { ClocksController } from './clocks/clocks.controller.js';
import { ConditionFieldsController } from './conditions/condition-fields.controller.js';
import { ContactMergesController } from './contacts/contact-merges.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { FailedJobsController } from './failed-jobs/failed-jobs.controller.js';
import { AccessGuard } from './guard/access.guard.js';
import { AuditInterceptor } from './guard/audit.interceptor.js';
import { Writes } from './guard/writes.js';
import { HealthController } from './health/health.controller.js';
import { InboxReads } from './inboxes/inbox-reads.js';
import { InboxSettings } from './inboxes/inbox-settings.js';
import { InboxesController } from './inboxes/inboxes.controller.js';
import { ApplyMacroController } from './macros/apply-macro.controller.js';
import { MacrosController } from './macros/macros.controller.js';
import { Scopes } from './macros/scopes.js';
import { MessagesController } from './messages/messages.controller.js';
import { ReplyWay } from './messages/reply-way.js';
import { SendMessage } from './messages/send-message.js';
import { ShownMessage } from './messages/shown-message.js';
import { NotificationPreferencesController } from './notifications/notification-preferences.controller.js';
import { NotificationSettingsController } from './notifications/notification-settings.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { PresenceController } from './presence/presence.controller.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { ReportQuestion } from './reports/report-question.js';
import { ReportsController } from './reports/reports.controller.js';
import { ChannelWeightsController } from './routing/channel-weights.controller.js';
import { DecisionsController } from './routing/decisions.controller.js';
import { GivenRules } from './routing/given-rules.js';
import { Replay } from './routing/replay.js';
import { RulesController } from './routing/rules.controller.js';
import { SimulationController } from './routing/simulation.controller.js';
import { SkillsController } from './routing/skills.controller.js';
import { Trial } from './routing/trial.js';
import { SandboxController } from './sandbox/sandbox.controller.js';
import { SandboxTargets } from './sandbox/sandbox-targets.js';
import { SearchController } from './search/search.controller.js';
import { SearchFilters } from './search/search-filters.js';
import { OidcProviderSettings } from './security/oidc-provider-settings.js';
import { OidcProvidersController } from './security/oidc-providers.controller.js';
import { SecuritySettingsController } from './security/security-settings.controller.js';
import { ConditionValues } from './shared/condition-values.js';
import { IdentityCheck } from './shared/identity-check.js';
import { PolicyReferences } from './sla-policies/policy-references.js';
import { SlaPoliciesController } from './sla-policies/sla-policies.controller.js';
import { WhatIf } from './sla-policies/what-if.js';
import { TeamRoutingSettings } from './teams/team-routing-settings.js';
import { TeamsController } from './teams/teams.controller.js';
import { CategoriesController } from './ticket-settings/categories.controller.js';
import { CustomFieldsController } from './ticket-settings/custom-fields.controller.js';
import { StatusesController } from './ticket-settings/statuses.controller.js';
import { TagsController } from './ticket-settings/tags.controller.js';
import { ShownTicket } from './tickets/shown-ticket.js';
import { TicketActsController } from './tickets/ticket-acts.controller.js';
import { TicketLists } from './tickets/ticket-lists.js';
import { TicketMergesController } from './tickets/ticket-merges.controller.js';
import { TicketOrder } from './tickets/ticket-order.js';
import { TicketTiesController } from './tickets/ticket-ties.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TokensController } from './tokens/tokens.controller.js';
import { ViewChecks } from './views/view-checks.js';
import { ViewQuestions } from './views/view-questions.js';
import { ViewsController } from './views/views.controller.js';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

@Module({
  imports: [
    AccessModule,
    AgentsModule,
    AuditModule,
    AutomationModule,
    DeskModule,
    InboxesModule,
    IntakeModule,
    NotificationsModule,
    ReportingModule,
    RoutingModule,
    SavedViewsModule,
    SearchModule,
    SlaModule,
    TicketsModule,
    ViewsModule,
    WebhooksModule,
  ],
  controllers: [
    AgentLoginsController,
    AgentsController,
    ApplyMacroController,
    AttachmentsController,
    AuditController,
    AuthController,
    BulkController,
    ChannelWeightsController,
    CalendarsController,
    ChannelsController,
    ClocksController,
    ConditionFieldsController,
    ContactsController,
    DecisionsController,
    AutomationRunsController,
    AutomationsController,
    CannedTextsController,
    DraftsController,
    CategoriesController,
    ContactMergesController,
    CustomFieldsController,
    FailedJobsController,
    HealthController,
    SandboxController,
    IdentitiesController,
    InboxesController,
    MacrosController,
    MessagesController,
    NotificationPreferencesController,
    NotificationSettingsController,
    NotificationsController,
    PresenceController,
    ReceiptsController,
    ReportsController,
    SearchController,
    RulesController,
    SimulationController,
    SkillsController,
    SlaPoliciesController,
    StatusesController,
    TagsController,
    OidcController,
    OidcProvidersController,
    SecuritySettingsController,
    SessionsController,
    TeamsController,
    TicketActsController,
    TicketMergesController,
    TicketTiesController,
    TicketsController,
    TokensController,
    ViewsController,
    WebhookDeliveriesController,
    WebhooksController,
    TwoFactorController,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    { provide: APP_PIPE, useClass: DtoPipe },
    BulkJob,
    AgentProfiles,
    InboxReads,
    SandboxTargets,
    InboxSettings,
    GivenRules,
    Replay,
    Trial,
    ReplyWay,
    SearchFilters,
    ConditionValues,
    TicketOrder,
    IdentityCheck,
    ReportQuestion,
    ViewChecks,
    ViewQuestions,
    TeamRoutingSettings,
    DryRun,
    NamedThingsCheck,
    RuleCheck,
    Scopes,
    SendMessage,
    PolicyReferences,
    WhatIf,
    ShownMessage,
    ShownTicket,
    TicketLists,
    Logins,
    OidcAttempts,
    OidcLinks,
    OidcLogins,
    OidcProviderSettings,
    OpenSession,
    SecondFactors,
    SessionList,
    Writes,
  ],
})
export class ApiModule {}
