import type { InboxId, TeamId } from '../kernel/id.js';

export interface InboxHealth {
  readonly ok: boolean;
  readonly message: string;
  readonly checkedAt: string;
}

/** An inbox with its settings opened. Stays inside the process: API answers are made of the public half only. */
export interface InboxRecord {
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
