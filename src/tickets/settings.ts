export { MESSAGE_FIELDS, messageFacts, TICKET_FIELDS, ticketFacts } from './domain/ticket-facts.js';
export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
export { type BulkAction, type BulkItem, type BulkItemState, BulkRepository, type FieldChanges } from './store/bulk.repository.js';
export { TicketsModule } from './tickets.module.js';
