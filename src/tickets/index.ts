export { subjectOf } from './domain/preview.js';
export { afterAgentReply, afterCustomerMessage, mayBecome } from './domain/transitions.js';
export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
export { AttachmentRepository, type NewAttachment } from './store/attachment.repository.js';
export { DeliveryRepository, type DeliveryRow } from './store/delivery.repository.js';
export { HistoryRepository } from './store/history.repository.js';
export { type Effect, MessageRepository, type MessageState, type NewMessage } from './store/message.repository.js';
export { type NewTicket, TicketRepository, type TicketState } from './store/ticket.repository.js';
export { TicketsModule } from './tickets.module.js';
