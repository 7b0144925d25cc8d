import type { TemplateFields, TemplateValues } from '../../kernel/template.js';

export const TEMPLATE_FIELDS = [
  'ticket.number',
  'ticket.subject',
  'ticket.status',
  'ticket.priority',
  'ticket.category',
  'contact.name',
  'agent.name',
] as const;

/** What a text may name: the fixed fields and every custom field. */
export function templateFields(isCustomField: (key: string) => boolean): TemplateFields {
  return { names: TEMPLATE_FIELDS, isCustomField };
}

/** A ticket as texts may speak of it. */
export interface SpokenTicket {
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly priority: string;
  readonly category: string;
  readonly contactName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
}

/** @param agentName whoever speaks; null when it is the desk itself */
export function templateValues(ticket: SpokenTicket, agentName: string | null): TemplateValues {
  const custom = Object.entries(ticket.customFields).map(([key, value]) => [`custom.${key}`, spoken(value)]);
  return {
    ...Object.fromEntries(custom),
    'ticket.number': ticket.number,
    'ticket.subject': ticket.subject,
    'ticket.status': ticket.status,
    'ticket.priority': ticket.priority,
    'ticket.category': ticket.category,
    'contact.name': ticket.contactName,
    'agent.name': agentName,
  };
}

/** A custom field's value in a text. */
export function spoken(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
