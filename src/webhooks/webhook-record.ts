import type { Condition } from '../kernel/condition.js';
import type { AgentId } from '../kernel/id.js';
import type { Health } from './domain/health.js';
import type { SigningSecret } from './domain/secrets.js';

/** What an administrator decides about a webhook. */
export interface WebhookFacts {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Asked of the ticket as it is when the event is handed on; null: always. */
  readonly condition: Condition | null;
  readonly includeNotes: boolean;
  readonly enabled: boolean;
}

export interface WebhookRecord extends WebhookFacts, Health {
  readonly id: string;
  readonly secrets: readonly SigningSecret[];
  /** Why the desk switched it off itself. */
  readonly disabledReason: string | null;
  readonly createdBy: AgentId;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}
