export { MESSAGE_FIELDS, messageFacts, TICKET_FIELDS, ticketFacts } from './domain/ticket-facts.js';
export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
