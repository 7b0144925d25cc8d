/** What the worker makes of a mail; plain data, because it crosses threads. */
export interface MimeMail {
  readonly subject: string;
  readonly from: readonly MimeAddress[];
  readonly replyTo: readonly MimeAddress[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Epoch milliseconds; null when missing or unreadable. */
  readonly date: number | null;
  readonly text: string;
  /** Sanitised. */
  readonly html: string | null;
  readonly attachments: readonly MimeFile[];
  /** Header lines as decoded text, names in lower case; only those that the adapter asks about. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** From a delivery status part (RFC 3464). */
  readonly bounce: MimeBounce | null;
  readonly contentType: string;
}

export interface MimeAddress {
  readonly name: string;
  readonly address: string;
}

export interface MimeFile {
  readonly filename: string | null;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly content: Uint8Array;
}

export interface MimeBounce {
  readonly action: string;
  readonly status: string;
  readonly diagnostic: string;
  readonly recipient: string;
  /** Of the mail that came back. */
  readonly originalMessageId: string | null;
}

export type MimeResult =
  | { readonly kind: 'mail'; readonly mail: MimeMail }
  | {
      readonly kind: 'unreadable';
      readonly code: string;
      readonly subject: string;
      readonly from: string;
      readonly messageId: string | null;
    };
