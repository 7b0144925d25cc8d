import type { Identity } from './inbound-event.js';

/** A reply as it must reach the customer. Same input, same bytes: a repeated send differs in nothing. */
export interface OutboundMessage {
  /** Our message id: goes into the provider's pass-through field or idempotency key where there is one. */
  readonly id: string;
  /** Null, as its number and token: written to somebody of ours, about no one ticket. */
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
  readonly to: Identity & { readonly displayName: string | null };
  readonly cc: readonly string[];
  /** The provider's conversation key of the ticket, or null (email). */
  readonly conversation: string | null;
  readonly authorName: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly OutboundAttachment[];
  /** `<ticket number>.<mac>` for this recipient, to be carried where the customer's answer will bring it back. */
  readonly replyToken: string | null;
  /** The provider's id of the message answered, and of all earlier ones, oldest first. */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** The customer's last message by this channel, for reply windows. */
  readonly lastInboundAt: Date | null;
  /** Written by the desk itself, not by a person. */
  readonly automatic: boolean;
  readonly createdAt: Date;
  /** By place: the provider's ids of the parts that it has from an earlier attempt; {@link sendParts} sends the others. */
  readonly sentParts: readonly (string | null)[];
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** What a mail of the desk to somebody of ours has not: a ticket, a conversation, anything that it answers. */
export const aboutNoTicket = {
  ticketId: null,
  ticketNumber: null,
  cc: [],
  conversation: null,
  html: null,
  attachments: [],
  replyToken: null,
  inReplyTo: null,
  references: [],
  lastInboundAt: null,
  automatic: true,
  sentParts: [],
  attempt: 1,
} as const satisfies Partial<OutboundMessage>;

/** What decides into how many parts a reply is cut. */
export interface Divisible {
  readonly text: string;
  readonly attachments: readonly unknown[];
}

export interface OutboundAttachment {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  read(): Promise<Buffer>;
}

/** The provider has it. `externalIds` holds several when it had to be cut in parts; the first one names the message. */
export interface Sent {
  readonly externalIds: readonly [string, ...string[]];
  /** Set where the provider's answer already says more than "accepted". */
  readonly state?: 'accepted' | 'delivered';
}

export interface Media {
  readonly content: Buffer;
  readonly filename: string | null;
  readonly contentType: string | null;
}
