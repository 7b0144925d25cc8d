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
  /** The mail as a whole reports on another one. */
  readonly report: MimeReport | null;
  readonly contentType: string;
  /** Bytes that are no text were declared as text: what `text` shows is not what was written. */
  readonly garbled: boolean;
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

export type MimeReport = MimeBounce | MimeReading;

/** Did not arrive, or not yet. */
export interface MimeBounce {
  readonly kind: 'bounce';
  /** `failed`, `delayed` … in lower case; empty where the report does not say. */
  readonly action: string;
  readonly status: string;
  readonly diagnostic: string;
  /** Who did not get it, as far as the report says. */
  readonly recipients: readonly string[];
  /** Of the mail that came back. */
  readonly originalMessageId: string | null;
}

/** The recipient's mail program tells what became of it. */
export interface MimeReading {
  readonly kind: 'reading';
  readonly displayed: boolean;
  readonly recipients: readonly string[];
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
