import type { InboxId, TeamId } from '../kernel/id.js';

export interface InboxHealth {
  readonly ok: boolean;
  readonly message: string;
  readonly checkedAt: string;
}

/** How tickets of an inbox come to their end, and back to life. */
export interface InboxLifecycle {
  /** For how many days a customer's message reopens what was resolved; later it opens a linked ticket. */
  readonly reopenDays: number;
  /** After how many days of silence a pending or resolved ticket closes by itself; null: never. */
  readonly autoCloseDays: number | null;
  /** So many days before that the customer is told; 0: not at all. */
  readonly autoCloseNoticeDays: number;
  /** What they are told, by language; where one is missing the desk has words of its own. */
  readonly autoCloseNotice: Readonly<Record<string, string>>;
}

export const LIFECYCLE_DEFAULTS: InboxLifecycle = { reopenDays: 14, autoCloseDays: null, autoCloseNoticeDays: 2, autoCloseNotice: {} };

/** An inbox with its settings opened. Stays inside the process: API answers are made of the public half only. */
export interface InboxRecord extends InboxLifecycle {
  readonly id: InboxId;
  readonly name: string;
  readonly channel: string;
  readonly provider: string;
  /** Public settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Secret settings in the clear. */
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly teamId: TeamId | null;
  readonly language: string;
  readonly calendarId: string | null;
  readonly enabled: boolean;
  readonly health: InboxHealth | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}
