import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { AgentsModule } from '../agents/settings.js';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/settings.js';
import { IntakeModule } from '../intake/settings.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { DtoPipe } from '../platform/http/validation.js';
import { RoutingModule } from '../routing/settings.js';
import { ViewsModule } from '../views/views.module.js';
import { AgentProfiles } from './agents/agent-profiles.js';
import { AgentsController } from './agents/agents.controller.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { AccessGuard } from './guard/access.guard.js';
import { Writes } from './guard/writes.js';
import { HealthController } from './health/health.controller.js';
import { InboxReads } from './inboxes/inbox-reads.js';
import { InboxSettings } from './inboxes/inbox-settings.js';
import { InboxesController } from './inboxes/inboxes.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { ReplyWay } from './messages/reply-way.js';
import { PresenceController } from './presence/presence.controller.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { ChannelWeightsController } from './routing/channel-weights.controller.js';
import { DecisionsController } from './routing/decisions.controller.js';
import { Replay } from './routing/replay.js';
import { RulesController } from './routing/rules.controller.js';
import { SimulationController } from './routing/simulation.controller.js';
import { SkillsController } from './routing/skills.controller.js';
import { TeamRoutingSettings } from './teams/team-routing-settings.js';
import { TeamsController } from './teams/teams.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TokensController } from './tokens/tokens.controller.js';

@Module({
  imports: [AccessModule, AgentsModule, DeskModule, InboxesModule, IntakeModule, RoutingModule, ViewsModule],
  controllers: [
    AgentsController,
    AttachmentsController,
    AuthController,
    ChannelWeightsController,
    ChannelsController,
    ContactsController,
    DecisionsController,
    HealthController,
    InboxesController,
    MessagesController,
    PresenceController,
    ReceiptsController,
    RulesController,
    SimulationController,
    SkillsController,
    TeamsController,
    TicketsController,
    TokensController,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: DtoPipe },
    AgentProfiles,
    InboxReads,
    InboxSettings,
    Replay,
    ReplyWay,
    TeamRoutingSettings,
    Writes,
  ],
})
export class ApiModule {}
