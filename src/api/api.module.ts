import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { AgentsModule } from '../agents/settings.js';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/settings.js';
import { IntakeModule } from '../intake/settings.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { DtoPipe } from '../platform/http/validation.js';
import { TicketsModule } from '../tickets/settings.js';
import { ViewsModule } from '../views/views.module.js';
import { AgentsController } from './agents/agents.controller.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { ContactMergesController } from './contacts/contact-merges.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { AccessGuard } from './guard/access.guard.js';
import { Writes } from './guard/writes.js';
import { HealthController } from './health/health.controller.js';
import { InboxReads } from './inboxes/inbox-reads.js';
import { InboxSettings } from './inboxes/inbox-settings.js';
import { InboxesController } from './inboxes/inboxes.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { ReplyWay } from './messages/reply-way.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { TeamsController } from './teams/teams.controller.js';
import { CategoriesController } from './ticket-settings/categories.controller.js';
import { CustomFieldsController } from './ticket-settings/custom-fields.controller.js';
import { StatusesController } from './ticket-settings/statuses.controller.js';
import { TagsController } from './ticket-settings/tags.controller.js';
import { ShownTicket } from './tickets/shown-ticket.js';
import { TicketActsController } from './tickets/ticket-acts.controller.js';
import { TicketLists } from './tickets/ticket-lists.js';
import { TicketMergesController } from './tickets/ticket-merges.controller.js';
import { TicketTiesController } from './tickets/ticket-ties.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TokensController } from './tokens/tokens.controller.js';

@Module({
  imports: [AccessModule, AgentsModule, DeskModule, InboxesModule, IntakeModule, TicketsModule, ViewsModule],
  controllers: [
    AgentsController,
    AttachmentsController,
    AuthController,
    CategoriesController,
    ChannelsController,
    ContactMergesController,
    ContactsController,
    CustomFieldsController,
    HealthController,
    InboxesController,
    MessagesController,
    ReceiptsController,
    StatusesController,
    TagsController,
    TeamsController,
    TicketActsController,
    TicketMergesController,
    TicketTiesController,
    TicketsController,
    TokensController,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: DtoPipe },
    InboxReads,
    InboxSettings,
    ReplyWay,
    ShownTicket,
    TicketLists,
    Writes,
  ],
})
export class ApiModule {}
