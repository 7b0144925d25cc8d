export { MESSAGE_FIELDS, TICKET_FIELDS } from './domain/ticket-facts.js';
export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
