import { Module } from '@nestjs/common';
import { AttachmentRepository } from './store/attachment.repository.js';
import { BulkRepository } from './store/bulk.repository.js';
import { CategoryRepository } from './store/category.repository.js';
import { CustomFieldRepository } from './store/custom-field.repository.js';
import { CustomerUploadRepository } from './store/customer-upload.repository.js';
import { DeliveryRepository } from './store/delivery.repository.js';
import { DraftRepository } from './store/draft.repository.js';
import { HeldReplyRepository } from './store/held-reply.repository.js';
import { HistoryRepository } from './store/history.repository.js';
import { LifecycleRepository } from './store/lifecycle.repository.js';
import { MessageRepository } from './store/message.repository.js';
import { MoveRepository } from './store/move.repository.js';
import { StatusRepository } from './store/status.repository.js';
import { TagRepository } from './store/tag.repository.js';
import { TicketRepository } from './store/ticket.repository.js';
import { TieRepository } from './store/tie.repository.js';
import { TicketFields } from './ticket-fields.js';
import { TicketWords } from './ticket-words.js';

const stores = [
  AttachmentRepository,
  BulkRepository,
  CategoryRepository,
  CustomFieldRepository,
  CustomerUploadRepository,
  DeliveryRepository,
  DraftRepository,
  HeldReplyRepository,
  HistoryRepository,
  LifecycleRepository,
  MessageRepository,
  MoveRepository,
  StatusRepository,
  TagRepository,
  TicketRepository,
  TieRepository,
];
const provided = [...stores, TicketFields, TicketWords];

@Module({ providers: provided, exports: provided })
export class TicketsModule {}
