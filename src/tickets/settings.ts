export { PRIORITIES, type Priority, priorityOf, rankOf, STATUS_CATEGORIES, type StatusCategory } from './domain/vocabulary.js';
