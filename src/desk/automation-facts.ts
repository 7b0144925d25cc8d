import { type Changes, changeFacts, type PlanningFor, ruleCatalogue, templateValues } from '../automation/index.js';
import type { Facts, FactValue, FieldCatalogue } from '../kernel/condition.js';
import {
  MESSAGE_FIELDS,
  type MessageSaid,
  messageFacts,
  PRIORITIES,
  priorityOf,
  TICKET_FIELDS,
  type TicketState,
  ticketFacts,
} from '../tickets/index.js';

/** Everything that conditions of rules may ask. @param ticket what can be asked of every ticket */
export function automationFields(ticket: FieldCatalogue): FieldCatalogue {
  return ruleCatalogue(ticket, MESSAGE_FIELDS);
}

/** For a look outside any transaction: only ordered fields ask the catalogue something, and no custom field is ordered. */
export const RULE_FIELDS = automationFields(TICKET_FIELDS);

/** What an event is about, as rules see it. */
export function automationFacts(ticket: TicketState, message: MessageSaid | null, changes: Changes): Facts {
  return { ...ticketFacts(ticket), ...(message === null ? {} : messageFacts(message)), ...changeFacts(changes, toldFact) };
}

/** A ticket as actions are planned for it. @param agent who acts; null: the desk itself */
export function planningFor(ticket: TicketState, agent: { readonly id: string | null; readonly name: string } | null): PlanningFor {
  const priority = priorityOf(ticket.priority);
  return {
    tags: ticket.tags,
    priority,
    language: ticket.language,
    values: templateValues({ ...ticket, priority }, agent?.name ?? null),
    priorities: PRIORITIES,
    agentId: agent?.id ?? null,
  };
}

/** A value of the history as conditions know it: priorities are stored by rank and told by name. */
export function toldFact(field: string, value: unknown): FactValue {
  if (field === 'priority' && typeof value === 'number') return priorityOf(value);
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
