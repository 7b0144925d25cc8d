import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { AutomationModule } from '../automation/index.js';
import { ContactsModule } from '../contacts/index.js';
import { InboxesModule } from '../inboxes/index.js';
import { RoutingModule } from '../routing/index.js';
import { SlaModule } from '../sla/index.js';
import { ThreadingModule } from '../threading/index.js';
import { TicketsModule } from '../tickets/index.js';
import { AddNote } from './add-note.js';
import { AnswerAutomatically } from './answer-automatically.js';
import { AppendInbound } from './append-inbound.js';
import { ApplyMacro } from './apply-macro.js';
import { AssignTicket } from './assign-ticket.js';
import { AssignWaiting } from './assign-waiting.js';
import { AutomateOpening } from './automate-opening.js';
import { AutomationFields } from './automation-fields.js';
import { CancelReply } from './cancel-reply.js';
import { ChangeContact } from './change-contact.js';
import { ChangePresence } from './change-presence.js';
import { ChangeTicket } from './change-ticket.js';
import { CheckBulkWish } from './check-bulk-wish.js';
import { CheckWish } from './check-wish.js';
import { ClaimDelivery } from './claim-delivery.js';
import { CloseQuietTicket } from './close-quiet-ticket.js';
import { Consequences } from './consequences.js';
import { CreateContact } from './create-contact.js';
import { DeleteTicket } from './delete-ticket.js';
import { DeliveryOrder } from './delivery-order.js';
import { DropDraft } from './drop-draft.js';
import { DropUnsentFiles } from './drop-unsent-files.js';
import { EchoRecords } from './echo-records.js';
import { EchoWriter } from './echo-writer.js';
import { EndQuietTicket } from './end-quiet-ticket.js';
import { ExplainWaiting } from './explain-waiting.js';
import { FailHeldReply } from './fail-held-reply.js';
import { FindHome } from './find-home.js';
import { FireClocks } from './fire-clocks.js';
import { FollowTicket } from './follow-ticket.js';
import { ForgetHeldReplies } from './forget-held-replies.js';
import { HandPlacement } from './hand-placement.js';
import { HoldReply } from './hold-reply.js';
import { KeepCustomerFile } from './keep-customer-file.js';
import { KeepUpload } from './keep-upload.js';
import { LetIn } from './let-in.js';
import { MarkSpam } from './mark-spam.js';
import { MentionAgents } from './mention-agents.js';
import { MergeContacts } from './merge-contacts.js';
import { MergeTickets } from './merge-tickets.js';
import { Merging } from './merging.js';
import { MessageFiles } from './message-files.js';
import { OpenTicket } from './open-ticket.js';
import { Opening } from './opening.js';
import { OverflowTickets } from './overflow-tickets.js';
import { PerformPlan } from './perform-plan.js';
import { ReceiveMessage } from './receive-message.js';
import { RecordAutomationFault } from './record-automation-fault.js';
import { RecordCall } from './record-call.js';
import { RecordDelivery } from './record-delivery.js';
import { RecordDeliveryReport } from './record-delivery-report.js';
import { RecordEcho } from './record-echo.js';
import { RelateTickets } from './relate-tickets.js';
import { ReleaseAbandoned } from './release-abandoned.js';
import { ReleaseDeparted } from './release-departed.js';
import { ReleaseReply } from './release-reply.js';
import { ReplyConversation } from './reply-conversation.js';
import { ReplyToTicket } from './reply-to-ticket.js';
import { ResendMessage } from './resend-message.js';
import { RestoreTicket } from './restore-ticket.js';
import { RetargetClocks } from './retarget-clocks.js';
import { ReviseMessage } from './revise-message.js';
import { RouteOpening } from './route-opening.js';
import { RunAutomation } from './run-automation.js';
import { SaveDraft } from './save-draft.js';
import { SettleAttachment } from './settle-attachment.js';
import { SplitTicket } from './split-ticket.js';
import { TicketClocks } from './ticket-clocks.js';
import { UnmergeContact } from './unmerge-contact.js';
import { UnmergeTicket } from './unmerge-ticket.js';
import { UnsplitTicket } from './unsplit-ticket.js';
import { WakeTicket } from './wake-ticket.js';

const verbs = [
  AddNote,
  ApplyMacro,
  AssignTicket,
  AssignWaiting,
  CancelReply,
  ChangeContact,
  ChangePresence,
  ChangeTicket,
  CheckBulkWish,
  ClaimDelivery,
  CloseQuietTicket,
  CreateContact,
  DeleteTicket,
  DropDraft,
  ExplainWaiting,
  FailHeldReply,
  FireClocks,
  FollowTicket,
  ForgetHeldReplies,
  HoldReply,
  DropUnsentFiles,
  KeepCustomerFile,
  KeepUpload,
  MessageFiles,
  MarkSpam,
  MergeContacts,
  MergeTickets,
  OpenTicket,
  OverflowTickets,
  ReceiveMessage,
  RecordAutomationFault,
  RecordCall,
  RecordDelivery,
  RecordDeliveryReport,
  RecordEcho,
  RelateTickets,
  ReleaseAbandoned,
  ReleaseDeparted,
  ReleaseReply,
  ReplyToTicket,
  ResendMessage,
  RestoreTicket,
  RetargetClocks,
  ReviseMessage,
  RunAutomation,
  SaveDraft,
  SettleAttachment,
  SplitTicket,
  UnmergeContact,
  UnmergeTicket,
  UnsplitTicket,
  WakeTicket,
];

/** The verbs: the only writers of what the desk knows. */
@Module({
  imports: [AgentsModule, AutomationModule, ContactsModule, InboxesModule, RoutingModule, SlaModule, ThreadingModule, TicketsModule],
  providers: [
    ...verbs,
    AnswerAutomatically,
    AppendInbound,
    AutomateOpening,
    AutomationFields,
    CheckWish,
    Consequences,
    DeliveryOrder,
    EchoRecords,
    EchoWriter,
    EndQuietTicket,
    FindHome,
    HandPlacement,
    LetIn,
    MentionAgents,
    Merging,
    Opening,
    PerformPlan,
    ReplyConversation,
    RouteOpening,
    TicketClocks,
  ],
  exports: [...verbs, AutomationFields, ThreadingModule],
})
export class DeskModule {}
