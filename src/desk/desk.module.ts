import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/index.js';
import { RoutingModule } from '../routing/index.js';
import { ThreadingModule } from '../threading/index.js';
import { TicketsModule } from '../tickets/index.js';
import { AddNote } from './add-note.js';
import { AppendInbound } from './append-inbound.js';
import { AssignTicket } from './assign-ticket.js';
import { AssignWaiting } from './assign-waiting.js';
import { ChangeContact } from './change-contact.js';
import { ChangePresence } from './change-presence.js';
import { ChangeTicket } from './change-ticket.js';
import { ClaimDelivery } from './claim-delivery.js';
import { CreateContact } from './create-contact.js';
import { DeliveryOrder } from './delivery-order.js';
import { EchoRecords } from './echo-records.js';
import { EchoWriter } from './echo-writer.js';
import { ExplainWaiting } from './explain-waiting.js';
import { FindHome } from './find-home.js';
import { HandPlacement } from './hand-placement.js';
import { KeepUpload } from './keep-upload.js';
import { OpenTicket } from './open-ticket.js';
import { Opening } from './opening.js';
import { OverflowTickets } from './overflow-tickets.js';
import { ReceiveMessage } from './receive-message.js';
import { RecordCall } from './record-call.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordDeliveryReport } from './record-delivery-report.js';
import { RecordEcho } from './record-echo.js';
import { ReleaseAbandoned } from './release-abandoned.js';
import { ReplyToTicket } from './reply-to-ticket.js';
import { ResendMessage } from './resend-message.js';
import { ReviseMessage } from './revise-message.js';
import { RouteOpening } from './route-opening.js';
import { SettleAttachment } from './settle-attachment.js';

const verbs = [
  AddNote,
  AssignTicket,
  AssignWaiting,
  ChangeContact,
  ChangePresence,
  ChangeTicket,
  ClaimDelivery,
  CreateContact,
  ExplainWaiting,
  KeepUpload,
  OpenTicket,
  OverflowTickets,
  ReceiveMessage,
  RecordCall,
  RecordDelivery,
  RecordDeliveryReport,
  RecordEcho,
  ReleaseAbandoned,
  ReplyToTicket,
  ResendMessage,
  ReviseMessage,
  SettleAttachment,
];

/** The verbs: the only writers of what the desk knows. */
@Module({
  imports: [ContactsModule, RoutingModule, ThreadingModule, TicketsModule],
  providers: [...verbs, AppendInbound, DeliveryOrder, EchoRecords, EchoWriter, FindHome, HandPlacement, Opening, RouteOpening],
  exports: [...verbs, ThreadingModule],
})
export class DeskModule {}
