import type { InboxId, TeamId } from '../kernel/id.js';

/** What the desk needs to know of the inbox an input came by. */
export interface InboxFacts {
  readonly id: InboxId;
  readonly channel: string;
  readonly teamId: TeamId | null;
  readonly language: string;
  /** For how many days a customer's message reopens what was resolved. */
  readonly reopenDays: number;
}
