import type { FieldCatalogue } from '../kernel/condition.js';
import { TICKET_FIELDS } from '../tickets/index.js';

/** What the condition of a webhook may ask. */
export const CONDITION_FIELDS: FieldCatalogue = TICKET_FIELDS;
