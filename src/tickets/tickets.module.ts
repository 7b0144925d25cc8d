import { Module } from '@nestjs/common';
import { AttachmentRepository } from './store/attachment.repository.js';
import { BulkRepository } from './store/bulk.repository.js';
import { DeliveryRepository } from './store/delivery.repository.js';
import { DraftRepository } from './store/draft.repository.js';
import { HeldReplyRepository } from './store/held-reply.repository.js';
import { HistoryRepository } from './store/history.repository.js';
import { MessageRepository } from './store/message.repository.js';
import { TicketRepository } from './store/ticket.repository.js';

const stores = [
  AttachmentRepository,
  BulkRepository,
  DeliveryRepository,
  DraftRepository,
  HeldReplyRepository,
  HistoryRepository,
  MessageRepository,
  TicketRepository,
];

@Module({ providers: stores, exports: stores })
export class TicketsModule {}
