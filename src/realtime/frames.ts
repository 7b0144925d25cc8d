/**
 * The frames of the namespace `/realtime` (socket.io, WebSocket only). They carry hints: ids, where things stand, and what
 * a row of the inbox shows. Everything else a client fetches by the API, so nothing is lost with a connection.
 */

/** `auth` of the handshake: an API token, or beside the session's cookie the session's CSRF token. */
export interface Handshake {
  readonly token?: string;
  readonly csrfToken?: string;
}

/** Refusals arrive as `connect_error` with the code as message. */
export type RefusalCode =
  | 'realtime.unauthenticated'
  | 'realtime.csrf'
  | 'realtime.origin-not-allowed'
  | 'realtime.forbidden'
  | 'realtime.websocket-only'
  | 'realtime.too-many-connections'
  | 'realtime.unavailable';

/** Where a ticket stood when the client last read it. */
export interface Known {
  readonly ticketId: string;
  readonly version: number;
  /** Seq of the last message the client has. */
  readonly seq: number;
}

/** What a row of the inbox shows. */
export interface TicketRow {
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: string;
  readonly priority: string;
  readonly category: string;
  readonly contactName: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly tags: readonly string[];
  readonly preview: string;
  readonly lastDirection: string;
  readonly lastMessageAt: string;
  readonly waitingSince: string | null;
  readonly dueAt: string | null;
}

export interface TicketChanged extends Known {
  readonly row: TicketRow;
}

/** A seq beyond what the client has: fetch after that. Else the message is not what it was: fetch it again. */
export interface MessageChanged {
  readonly ticketId: string;
  readonly messageId: string;
  readonly seq: number;
}

/** `viewing` is looking at the ticket, `replying` and `noting` are typing. */
export type Attention = 'viewing' | 'replying' | 'noting';

/** Everybody who is at a ticket now, the reader included. */
export interface TicketAttended {
  readonly ticketId: string;
  readonly agents: readonly { readonly agentId: string; readonly attention: Attention }[];
}

/** The customer of a ticket writes to us right now. Repeated every few seconds; it holds for ten. */
export interface CustomerTyping {
  readonly ticketId: string;
  readonly isTyping: boolean;
}

export type Refused = { readonly ok: false; readonly code: `realtime.${string}` };

/** From the desk. */
export interface ServerFrames {
  /** First of all; then the client says what it shows and watches. `agentIds`: who is connected. */
  ready(frame: { readonly agentId: string; readonly connectionId: string; readonly agentIds: readonly string[] }): void;
  /** Something may have been missed: as after a reconnect, send `show` and `watch` again, and fetch counts and notifications. */
  resync(frame: { readonly agentIds: readonly string[] }): void;
  /** A ticket that is shown, watched, or lies with the agent or one of the agent's teams. */
  'ticket.changed'(frame: TicketChanged): void;
  /** It may not be seen any more: take it off the screen. */
  'ticket.gone'(frame: { readonly ticketId: string }): void;
  /** In a ticket that is watched. */
  'message.changed'(frame: MessageChanged): void;
  'ticket.attended'(frame: TicketAttended): void;
  /** In a ticket that is watched, while the customer is connected (chat). */
  'customer.typing'(frame: CustomerTyping): void;
  /** They have a connection now, and had none. */
  'agents.connected'(frame: { readonly agentIds: readonly string[] }): void;
  'agents.disconnected'(frame: { readonly agentIds: readonly string[] }): void;
  /** Lists and counts may have changed; at most every two seconds. Fetch them after a wait of up to a second, by chance. */
  'counts.changed'(): void;
  /** Fetch the notifications. */
  'notifications.changed'(): void;
  /** The right to be here has ended; the connection ends with it. */
  revoked(): void;
}

/** From the client; each is acknowledged. At most 40 in ten seconds (`realtime.too-fast`), 64 KiB each. */
export interface ClientFrames {
  /** The rows on the screen (200 at most) replace those before. Answers with those that stand elsewhere by now, or cannot be seen. */
  show(
    frame: { readonly tickets: readonly Known[] },
    answer: (answer: { readonly ok: true; readonly changed: readonly TicketChanged[]; readonly gone: readonly string[] } | Refused) => void,
  ): void;
  /** A ticket is open on the screen (20 at most). Answers where it stands and who is there. */
  watch(
    frame: { readonly ticketId: string },
    answer: (answer: ({ readonly ok: true } & TicketChanged & Pick<TicketAttended, 'agents'>) | Refused) => void,
  ): void;
  unwatch(frame: { readonly ticketId: string }, answer: (answer: { readonly ok: true } | Refused) => void): void;
  /** Of a ticket that is watched: to be repeated every 5 s, it holds for 10 s. null: looks away. */
  attend(
    frame: { readonly ticketId: string; readonly attention: Attention | null },
    answer: (answer: { readonly ok: true } | Refused) => void,
  ): void;
}
