import type { AgentId, MessageId, TeamId, TicketId } from './id.js';

/**
 * Topics of hints (platform/hints): where something may have changed, by ids alone. Whoever hears one looks into the
 * database, with its own rights. Live customers wait on `<inbox id>:<conversation key>`.
 */
export type Topic =
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'message'; readonly ticketId: TicketId; readonly messageId: MessageId }
  | { readonly kind: 'notifications'; readonly agentId: AgentId }
  | { readonly kind: 'queue'; readonly teamId: TeamId };

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

/** null: a topic of another kind. */
export function parseTopic(topic: string): Topic | null {
  const [kind, first = '', second = ''] = topic.split(':');
  switch (kind) {
    case 'ticket':
      return { kind, ticketId: first as TicketId };
    case 'message':
      return { kind, ticketId: first as TicketId, messageId: second as MessageId };
    case 'notifications':
      return { kind, agentId: first as AgentId };
    case 'queue':
      return { kind, teamId: first as TeamId };
    default:
      return null;
  }
}
