import type { AgentId, MessageId, TeamId, TicketId } from './id.js';

/**
 * Topics of hints (platform/hints): where something may have changed, by ids alone. Whoever hears one looks into the
 * database, with its own rights. Live customers wait on `<inbox id>:<conversation key>`.
 */
export type Topic =
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'message'; readonly ticketId: TicketId; readonly messageId: MessageId }
  | { readonly kind: 'notifications'; readonly agentId: AgentId }
  | { readonly kind: 'queue'; readonly teamId: TeamId }
  | {
      readonly kind: 'attend';
      readonly ticketId: TicketId;
      readonly agentId: AgentId;
      readonly connectionId: string;
      readonly attention: Attention | null;
    }
  | { readonly kind: 'customer-typing'; readonly ticketId: TicketId; readonly isTyping: boolean };

/** `viewing` is looking at the ticket, `replying` and `noting` are typing. */
export type Attention = (typeof ATTENTIONS)[number];
const ATTENTIONS = ['viewing', 'replying', 'noting'] as const;

/** What a row of the inbox shows of the ticket may have changed. */
export function ticketTopic(ticketId: TicketId): string {
  return `ticket:${ticketId}`;
}

/** A message was appended to the ticket, or is not what it was. */
export function messageTopic(ticketId: TicketId, messageId: MessageId): string {
  return `message:${ticketId}:${messageId}`;
}

/** There is something new for this agent to be told. */
export function notificationsTopic(agentId: AgentId): string {
  return `notifications:${agentId}`;
}

/** A ticket that waits for somebody may have come to the team's queue. */
export function queueTopic(teamId: TeamId): string {
  return `queue:${teamId}`;
}

/** An agent is at the ticket, by one of their connections; null: not any more. */
export function attendTopic(at: Omit<Extract<Topic, { readonly kind: 'attend' }>, 'kind'>): string {
  return `attend:${at.ticketId}:${at.agentId}:${at.connectionId}:${at.attention ?? ''}`;
}

/** The customer of the ticket writes, or has stopped to. */
export function customerTypingTopic(ticketId: TicketId, isTyping: boolean): string {
  return `customer-typing:${ticketId}:${isTyping ? 'on' : 'off'}`;
}

/** null: a topic of another kind. */
export function parseTopic(topic: string): Topic | null {
  const [kind, first = '', second = '', ...rest] = topic.split(':');
  switch (kind) {
    case 'ticket':
      return { kind, ticketId: first as TicketId };
    case 'message':
      return { kind, ticketId: first as TicketId, messageId: second as MessageId };
    case 'notifications':
      return { kind, agentId: first as AgentId };
    case 'queue':
      return { kind, teamId: first as TeamId };
    case 'customer-typing':
      return { kind, ticketId: first as TicketId, isTyping: second === 'on' };
    case 'attend':
      return attending(first as TicketId, second as AgentId, rest);
    default:
      return null;
  }
}

function attending(ticketId: TicketId, agentId: AgentId, [connectionId = '', said = '']: readonly string[]): Topic {
  return { kind: 'attend', ticketId, agentId, connectionId, attention: ATTENTIONS.find((one) => one === said) ?? null };
}
