import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { AgentsModule } from '../agents/settings.js';
import { AuditModule } from '../audit/index.js';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/settings.js';
import { IntakeModule } from '../intake/settings.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { DtoPipe } from '../platform/http/validation.js';
import { ViewsModule } from '../views/views.module.js';
import { AgentLoginsController } from './agents/agent-logins.controller.js';
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
import { ChannelsController } from './channels/channels.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { AccessGuard } from './guard/access.guard.js';
import { AuditInterceptor } from './guard/audit.interceptor.js';
import { Writes } from './guard/writes.js';
import { HealthController } from './health/health.controller.js';
import { InboxReads } from './inboxes/inbox-reads.js';
import { InboxSettings } from './inboxes/inbox-settings.js';
import { InboxesController } from './inboxes/inboxes.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { ReplyWay } from './messages/reply-way.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { OidcProviderSettings } from './security/oidc-provider-settings.js';
import { OidcProvidersController } from './security/oidc-providers.controller.js';
import { SecuritySettingsController } from './security/security-settings.controller.js';
import { TeamsController } from './teams/teams.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TokensController } from './tokens/tokens.controller.js';

@Module({
  imports: [AccessModule, AgentsModule, AuditModule, DeskModule, InboxesModule, IntakeModule, ViewsModule],
  controllers: [
    AgentLoginsController,
    AgentsController,
    AttachmentsController,
    AuditController,
    AuthController,
    ChannelsController,
    ContactsController,
    HealthController,
    IdentitiesController,
    InboxesController,
    MessagesController,
    OidcController,
    OidcProvidersController,
    ReceiptsController,
    SecuritySettingsController,
    SessionsController,
    TeamsController,
    TicketsController,
    TokensController,
    TwoFactorController,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    { provide: APP_PIPE, useClass: DtoPipe },
    InboxReads,
    InboxSettings,
    Logins,
    OidcAttempts,
    OidcLinks,
    OidcLogins,
    OidcProviderSettings,
    OpenSession,
    ReplyWay,
    SecondFactors,
    SessionList,
    Writes,
  ],
})
export class ApiModule {}
