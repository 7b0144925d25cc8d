import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/index.js';
import { SlaModule } from '../sla/index.js';
import { ThreadingModule } from '../threading/index.js';
import { TicketsModule } from '../tickets/index.js';
import { AddNote } from './add-note.js';
import { AppendInbound } from './append-inbound.js';
import { ChangeContact } from './change-contact.js';
import { ChangeTicket } from './change-ticket.js';
import { ClaimDelivery } from './claim-delivery.js';
import { Consequences } from './consequences.js';
import { CreateContact } from './create-contact.js';
import { DeliveryOrder } from './delivery-order.js';
import { EchoRecords } from './echo-records.js';
import { EchoWriter } from './echo-writer.js';
import { FindHome } from './find-home.js';
import { FireClocks } from './fire-clocks.js';
import { KeepUpload } from './keep-upload.js';
import { OpenTicket } from './open-ticket.js';
import { Opening } from './opening.js';
import { ReceiveMessage } from './receive-message.js';
import { RecordCall } from './record-call.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordDeliveryReport } from './record-delivery-report.js';
import { RecordEcho } from './record-echo.js';
import { ReplyConversation } from './reply-conversation.js';
import { ReplyToTicket } from './reply-to-ticket.js';
import { ResendMessage } from './resend-message.js';
import { RetargetClocks } from './retarget-clocks.js';
import { ReviseMessage } from './revise-message.js';
import { SettleAttachment } from './settle-attachment.js';
import { TicketClocks } from './ticket-clocks.js';

const verbs = [
  AddNote,
  ChangeContact,
  ChangeTicket,
  ClaimDelivery,
  CreateContact,
  FireClocks,
  KeepUpload,
  OpenTicket,
  ReceiveMessage,
  RecordCall,
  RecordDelivery,
  RecordDeliveryReport,
  RecordEcho,
  ReplyToTicket,
  ResendMessage,
  RetargetClocks,
  ReviseMessage,
  SettleAttachment,
];

/** The verbs: the only writers of what the desk knows. */
@Module({
  imports: [ContactsModule, SlaModule, ThreadingModule, TicketsModule],
  providers: [
    ...verbs,
    AppendInbound,
    Consequences,
    DeliveryOrder,
    EchoRecords,
    EchoWriter,
    FindHome,
    Opening,
    ReplyConversation,
    TicketClocks,
  ],
  exports: [...verbs, ThreadingModule],
})
export class DeskModule {}
