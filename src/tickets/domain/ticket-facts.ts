import type { Facts, FactValue, FieldCatalogue } from '../../kernel/condition.js';
import type { TicketState } from './ticket-state.js';
import { PRIORITIES, priorityOf, STATUS_CATEGORIES } from './vocabulary.js';

/** What conditions may ask of every ticket. Custom fields come on top as `custom.<key>`. */
export const TICKET_FIELDS: FieldCatalogue = {
  subject: { kind: 'text' },
  status: { kind: 'choice' },
  statusCategory: { kind: 'choice', values: STATUS_CATEGORIES },
  priority: { kind: 'ordered', values: PRIORITIES },
  category: { kind: 'choice' },
  channel: { kind: 'choice' },
  inboxId: { kind: 'id' },
  teamId: { kind: 'id' },
  assigneeId: { kind: 'id' },
  language: { kind: 'choice' },
  tags: { kind: 'list' },
  createdAt: { kind: 'instant' },
  lastMessageAt: { kind: 'instant' },
  waitingSince: { kind: 'instant' },
  'contact.id': { kind: 'id' },
  'contact.name': { kind: 'text' },
  'contact.tier': { kind: 'choice' },
};

/** What conditions may ask of the message that set something in motion. */
export const MESSAGE_FIELDS: FieldCatalogue = {
  'message.text': { kind: 'text' },
  'message.direction': { kind: 'choice', values: ['inbound', 'outbound', 'internal'] },
  'message.kind': { kind: 'choice' },
  'message.automatic': { kind: 'boolean' },
};

export function ticketFacts(ticket: TicketState): Facts {
  return {
    subject: ticket.subject,
    status: ticket.status,
    statusCategory: ticket.statusCategory,
    priority: priorityOf(ticket.priority),
    category: ticket.category,
    channel: ticket.channel,
    inboxId: ticket.inboxId,
    teamId: ticket.teamId,
    assigneeId: ticket.assigneeId,
    language: ticket.language,
    tags: ticket.tags,
    createdAt: ticket.createdAt.toISOString(),
    lastMessageAt: ticket.lastMessageAt.toISOString(),
    waitingSince: ticket.waitingSince?.toISOString() ?? null,
    'contact.id': ticket.contactId,
    'contact.name': ticket.contactName,
    'contact.tier': ticket.contactTier,
    ...customFacts(ticket.customFields),
  };
}

/** The fields that this company added. */
export function customFacts(values: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`custom.${key}`, value as FactValue]));
}

export function messageFacts(message: {
  readonly text: string;
  readonly direction: string;
  readonly kind: string;
  readonly automatic: boolean;
}): Facts {
  return {
    'message.text': message.text,
    'message.direction': message.direction,
    'message.kind': message.kind,
    'message.automatic': message.automatic,
  };
}
