import { Module } from '@nestjs/common';
import { AttachmentFileView } from './attachment-file.js';
import { AuditListView } from './audit-list.js';
import { ContactListView } from './contact-list.js';
import { ConversationHistoryView } from './conversation-history.js';
import { InboxListView } from './inbox-list.js';
import { OutboundDeliveryView } from './outbound-delivery.js';
import { PendingMediaView } from './pending-media.js';
import { ReceiptListView } from './receipt-list.js';
import { ReplyTargetView } from './reply-target.js';
import { TicketDetailView } from './ticket-detail.js';
import { TicketListView } from './ticket-list.js';
import { TicketMessagesView } from './ticket-messages.js';
import { TicketSight } from './ticket-sight.js';

const views = [
  AttachmentFileView,
  AuditListView,
  ContactListView,
  ConversationHistoryView,
  InboxListView,
  OutboundDeliveryView,
  PendingMediaView,
  ReceiptListView,
  ReplyTargetView,
  TicketDetailView,
  TicketListView,
  TicketMessagesView,
  TicketSight,
];

@Module({ providers: views, exports: views })
export class ViewsModule {}
