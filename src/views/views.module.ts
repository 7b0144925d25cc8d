import { Module } from '@nestjs/common';
import { AgentPresenceView } from './agent-presence.js';
import { AttachmentFileView } from './attachment-file.js';
import { ContactListView } from './contact-list.js';
import { ConversationHistoryView } from './conversation-history.js';
import { FieldWordsView } from './field-words.js';
import { InboxListView } from './inbox-list.js';
import { LiveQueuesView } from './live-queues.js';
import { OutboundDeliveryView } from './outbound-delivery.js';
import { PendingMediaView } from './pending-media.js';
import { ReceiptListView } from './receipt-list.js';
import { ReplyTargetView } from './reply-target.js';
import { ReportFiguresView } from './report-figures.js';
import { RoutingDecisionsView } from './routing-decisions.js';
import { RoutingHistoryView } from './routing-history.js';
import { TicketDetailView } from './ticket-detail.js';
import { TicketListView } from './ticket-list.js';
import { TicketMessagesView } from './ticket-messages.js';
import { ViewCountsView } from './view-counts.js';
import { ViewTicketsView } from './view-tickets.js';
import { VisibleTickets } from './visible-tickets.js';
import { WaitingTeamsView } from './waiting-teams.js';

const views = [
  AgentPresenceView,
  AttachmentFileView,
  ContactListView,
  ConversationHistoryView,
  FieldWordsView,
  InboxListView,
  LiveQueuesView,
  OutboundDeliveryView,
  PendingMediaView,
  ReceiptListView,
  ReplyTargetView,
  ReportFiguresView,
  TicketDetailView,
  TicketListView,
  TicketMessagesView,
  ViewCountsView,
  ViewTicketsView,
  VisibleTickets,
  RoutingDecisionsView,
  RoutingHistoryView,
  WaitingTeamsView,
];

@Module({ providers: views, exports: views })
export class ViewsModule {}
