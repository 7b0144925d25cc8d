import { Module } from '@nestjs/common';
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
import { KeepUpload } from './keep-upload.js';
import { MarkSpam } from './mark-spam.js';
import { OpenTicket } from './open-ticket.js';
import { Opening } from './opening.js';
import { ReceiveMessage } from './receive-message.js';
import { RecordCall } from './record-call.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordDeliveryReport } from './record-delivery-report.js';
import { RecordEcho } from './record-echo.js';
import { ReplyToTicket } from './reply-to-ticket.js';
import { ResendMessage } from './resend-message.js';
import { RestoreTicket } from './restore-ticket.js';
import { ReviseMessage } from './revise-message.js';
import { SettleAttachment } from './settle-attachment.js';
import { WakeTicket } from './wake-ticket.js';

const verbs = [
  AddNote,
  ChangeContact,
  ChangeTicket,
  ClaimDelivery,
  CloseQuietTicket,
  CreateContact,
  DeleteTicket,
  KeepUpload,
  MarkSpam,
  OpenTicket,
  ReceiveMessage,
  RecordCall,
  RecordDelivery,
  RecordDeliveryReport,
  RecordEcho,
  ReplyToTicket,
  ResendMessage,
  RestoreTicket,
  ReviseMessage,
  SettleAttachment,
  WakeTicket,
];

/** The verbs: the only writers of what the desk knows. */
@Module({
  imports: [ContactsModule, InboxesModule, ThreadingModule, TicketsModule],
  providers: [...verbs, AppendInbound, CheckWish, DeliveryOrder, EchoRecords, EchoWriter, FindHome, Opening],
  exports: [...verbs, ThreadingModule],
})
export class DeskModule {}
