import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { ContactsModule } from '../contacts/index.js';
import { InboxesModule } from '../inboxes/index.js';
import { ThreadingModule } from '../threading/index.js';
import { TicketsModule } from '../tickets/index.js';
import { AddNote } from './add-note.js';
import { AppendInbound } from './append-inbound.js';
import { ChangeContact } from './change-contact.js';
import { ChangeTicket } from './change-ticket.js';
import { CheckWish } from './check-wish.js';
import { ClaimDelivery } from './claim-delivery.js';
import { CloseQuietTicket } from './close-quiet-ticket.js';
import { CreateContact } from './create-contact.js';
import { DeleteTicket } from './delete-ticket.js';
import { DeliveryOrder } from './delivery-order.js';
import { EchoRecords } from './echo-records.js';
import { EchoWriter } from './echo-writer.js';
import { FindHome } from './find-home.js';
import { FollowTicket } from './follow-ticket.js';
import { KeepUpload } from './keep-upload.js';
import { MarkSpam } from './mark-spam.js';
import { MentionAgents } from './mention-agents.js';
import { MergeContacts } from './merge-contacts.js';
import { MergeTickets } from './merge-tickets.js';
import { Merging } from './merging.js';
import { OpenTicket } from './open-ticket.js';
import { Opening } from './opening.js';
import { ReceiveMessage } from './receive-message.js';
import { RecordCall } from './record-call.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordDeliveryReport } from './record-delivery-report.js';
import { RecordEcho } from './record-echo.js';
import { RelateTickets } from './relate-tickets.js';
import { ReplyToTicket } from './reply-to-ticket.js';
import { ResendMessage } from './resend-message.js';
import { RestoreTicket } from './restore-ticket.js';
import { ReviseMessage } from './revise-message.js';
import { SettleAttachment } from './settle-attachment.js';
import { SplitTicket } from './split-ticket.js';
import { UnmergeContact } from './unmerge-contact.js';
import { UnmergeTicket } from './unmerge-ticket.js';
import { UnsplitTicket } from './unsplit-ticket.js';
import { WakeTicket } from './wake-ticket.js';

const verbs = [
  AddNote,
  ChangeContact,
  ChangeTicket,
  ClaimDelivery,
  CloseQuietTicket,
  CreateContact,
  DeleteTicket,
  FollowTicket,
  KeepUpload,
  MarkSpam,
  MergeContacts,
  MergeTickets,
  OpenTicket,
  ReceiveMessage,
  RecordCall,
  RecordDelivery,
  RecordDeliveryReport,
  RecordEcho,
  RelateTickets,
  ReplyToTicket,
  ResendMessage,
  RestoreTicket,
  ReviseMessage,
  SettleAttachment,
  SplitTicket,
  UnmergeContact,
  UnmergeTicket,
  UnsplitTicket,
  WakeTicket,
];

/** The verbs: the only writers of what the desk knows. */
@Module({
  imports: [AgentsModule, ContactsModule, InboxesModule, ThreadingModule, TicketsModule],
  providers: [...verbs, AppendInbound, CheckWish, DeliveryOrder, EchoRecords, EchoWriter, FindHome, MentionAgents, Merging, Opening],
  exports: [...verbs, ThreadingModule],
})
export class DeskModule {}
