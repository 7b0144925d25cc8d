import { Module } from '@nestjs/common';
import { AgentPresenceView } from './agent-presence.js';
import { AttachmentFileView } from './attachment-file.js';
import { ContactListView } from './contact-list.js';
import { ConversationHistoryView } from './conversation-history.js';
import { InboxListView } from './inbox-list.js';
import { OutboundDeliveryView } from './outbound-delivery.js';
import { PendingMediaView } from './pending-media.js';
import { ReceiptListView } from './receipt-list.js';
import { ReplyTargetView } from './reply-target.js';
import { RoutingDecisionsView } from './routing-decisions.js';
import { RoutingHistoryView } from './routing-history.js';
import { TicketDetailView } from './ticket-detail.js';
import { TicketListView } from './ticket-list.js';
import { TicketMessagesView } from './ticket-messages.js';
import { WaitingTeamsView } from './waiting-teams.js';

const views = [
  AgentPresenceView,
  AttachmentFileView,
  ContactListView,
  ConversationHistoryView,
  InboxListView,
  OutboundDeliveryView,
  PendingMediaView,
  ReceiptListView,
  ReplyTargetView,
  RoutingDecisionsView,
  RoutingHistoryView,
  TicketDetailView,
  TicketListView,
  TicketMessagesView,
  WaitingTeamsView,
];

@Module({ providers: views, exports: views })
export class ViewsModule {}
