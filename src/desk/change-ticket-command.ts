import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import type { FieldChanges, Priority } from '../tickets/index.js';

export interface ChangeTicketCommand {
  readonly ticketId: TicketId;
  /** The version the change was decided on; null: whatever it is now. */
  readonly version: number | null;
  /** How far the customer's words were read, by seq or by instant: what they said since is not resolved or put off unread. */
  readonly readUpTo?: number | Date;
  readonly status?: string;
  readonly priority?: Priority;
  readonly category?: string;
  readonly teamId?: TeamId | null;
  readonly assigneeId?: AgentId | null;
  readonly tags?: readonly string[];
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly subject?: string;
  /** Merged into what is there; null takes a value away. */
  readonly customFields?: Readonly<Record<string, unknown>>;
  /** For whom or what a ticket on hold waits. */
  readonly holdReason?: string;
  /** Put off until then; null wakes it. */
  readonly snoozedUntil?: Date | null;
  /** Only when these fields still are what they were changed to: for taking a change back. */
  readonly onlyIf?: FieldChanges;
}
