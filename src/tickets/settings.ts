export { type PastItem, type StatusNames, stepsOf } from './domain/past.js';
export { MESSAGE_FIELDS, TICKET_FIELDS } from './domain/ticket-facts.js';
export type { TicketState } from './domain/ticket-state.js';
export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
