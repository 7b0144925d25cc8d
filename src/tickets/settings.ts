export { type PastItem, type StatusNames, stepsOf } from './domain/past.js';
export { MESSAGE_FIELDS, messageFacts, TICKET_FIELDS, ticketFacts } from './domain/ticket-facts.js';
export type { TicketState } from './domain/ticket-state.js';
export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
export { type BulkAction, type BulkItem, type BulkItemState, BulkRepository, type FieldChanges } from './store/bulk.repository.js';
export { TicketsModule } from './tickets.module.js';
