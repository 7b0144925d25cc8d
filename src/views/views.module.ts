import { Module } from '@nestjs/common';
import { AgentPresenceView } from './agent-presence.js';
import { AttachmentFileView } from './attachment-file.js';
import { AuditListView } from './audit-list.js';
import { AutomationCandidatesView } from './automation-candidates.js';
import { AutomationLogView } from './automation-log.js';
import { AutomationSubjectView } from './automation-subject.js';
import { ContactListView } from './contact-list.js';
import { ContactMergePreviewView } from './contact-merge-preview.js';
import { ConversationHistoryView } from './conversation-history.js';
import { ConversationTicketsView } from './conversation-tickets.js';
import { CustomerWaitingView } from './customer-waiting.js';
import { DraftListView } from './draft-list.js';
import { FieldWordsView } from './field-words.js';
import { HeldRepliesView } from './held-replies.js';
import { InboxListView } from './inbox-list.js';
import { KnownNamesView } from './known-names.js';
import { LiveQueuesView } from './live-queues.js';
import { LiveTicketsView } from './live-tickets.js';
import { NotificationListView } from './notification-list.js';
import { OutboundDeliveryView } from './outbound-delivery.js';
import { PastEventsView } from './past-events.js';
import { PastTicketsView } from './past-tickets.js';
import { PendingMediaView } from './pending-media.js';
import { ReceiptListView } from './receipt-list.js';
import { ReplyTargetView } from './reply-target.js';
import { ReportFiguresView } from './report-figures.js';
import { ReportNamesView } from './report-names.js';
import { RoutingDecisionsView } from './routing-decisions.js';
import { RoutingHistoryView } from './routing-history.js';
import { TeamSight } from './team-sight.js';
import { TicketAudienceView } from './ticket-audience.js';
import { TicketClocksView } from './ticket-clocks.js';
import { TicketDetailView } from './ticket-detail.js';
import { TicketListView } from './ticket-list.js';
import { TicketMessagesView } from './ticket-messages.js';
import { TicketSight } from './ticket-sight.js';
import { ViewCountsView } from './view-counts.js';
import { ViewTicketsView } from './view-tickets.js';
import { VisibleTickets } from './visible-tickets.js';
import { WaitingTeamsView } from './waiting-teams.js';

const views = [
  AgentPresenceView,
  AttachmentFileView,
  AutomationCandidatesView,
  AutomationLogView,
  AutomationSubjectView,
  AuditListView,
  ContactListView,
  ContactMergePreviewView,
  ConversationHistoryView,
  ConversationTicketsView,
  CustomerWaitingView,
  FieldWordsView,
  InboxListView,
  LiveQueuesView,
  DraftListView,
  HeldRepliesView,
  KnownNamesView,
  LiveTicketsView,
  NotificationListView,
  OutboundDeliveryView,
  PastEventsView,
  PendingMediaView,
  ReceiptListView,
  ReplyTargetView,
  ReportFiguresView,
  PastTicketsView,
  TicketAudienceView,
  TicketClocksView,
  TicketDetailView,
  TicketListView,
  TicketMessagesView,
  ViewCountsView,
  ViewTicketsView,
  VisibleTickets,
  RoutingDecisionsView,
  RoutingHistoryView,
  WaitingTeamsView,
  TeamSight,
  ReportNamesView,
  TicketSight,
];

@Module({ providers: views, exports: views })
export class ViewsModule {}
