import { Module } from '@nestjs/common';
import { AttachmentFileView } from './attachment-file.js';
import { AutomationCandidatesView } from './automation-candidates.js';
import { AutomationLogView } from './automation-log.js';
import { AutomationSubjectView } from './automation-subject.js';
import { ContactListView } from './contact-list.js';
import { ConversationHistoryView } from './conversation-history.js';
import { DraftListView } from './draft-list.js';
import { HeldRepliesView } from './held-replies.js';
import { InboxListView } from './inbox-list.js';
import { KnownNamesView } from './known-names.js';
import { OutboundDeliveryView } from './outbound-delivery.js';
import { PastEventsView } from './past-events.js';
import { PendingMediaView } from './pending-media.js';
import { ReceiptListView } from './receipt-list.js';
import { ReplyTargetView } from './reply-target.js';
import { TicketDetailView } from './ticket-detail.js';
import { TicketListView } from './ticket-list.js';
import { TicketMessagesView } from './ticket-messages.js';

const views = [
  AttachmentFileView,
  AutomationCandidatesView,
  AutomationLogView,
  AutomationSubjectView,
  ContactListView,
  ConversationHistoryView,
  DraftListView,
  HeldRepliesView,
  InboxListView,
  KnownNamesView,
  OutboundDeliveryView,
  PastEventsView,
  PendingMediaView,
  ReceiptListView,
  ReplyTargetView,
  TicketDetailView,
  TicketListView,
  TicketMessagesView,
];

@Module({ providers: views, exports: views })
export class ViewsModule {}
