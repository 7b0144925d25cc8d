import type { AgentId } from '../../kernel/id.js';

/** Something of some ticket changed: its state, or what is said in it. */
export const TICKETS_TOPIC = 'tickets';

/** Something of what this agent was told changed: there is more of it, or they have seen it. */
export function notificationsTopic(agentId: AgentId): string {
  return `notifications:${agentId}`;
}

/** Topics on which something may have changed. A hint carries no data: who hears it looks into the database. */
export interface HintBus {
  publish(topics: readonly string[]): void;
  /** @returns a function that ends the subscription */
  subscribe(topic: string, onHint: () => void): () => void;
}
