/** Facts about a provider that others ask, so that no file outside the channel's folder needs to name it. */
export interface Capabilities {
  /** Shown to people, e.g. "WhatsApp". */
  readonly displayName: string;
  /** Name of an icon in the front end's set. */
  readonly icon: string;
  readonly inbound: 'push' | 'pull' | 'live';
  readonly html: boolean;
  /** Largest attachment that can be sent, in bytes; 0: none can. */
  readonly maxAttachmentBytes: number;
  /** Longest text that can be sent, in characters. */
  readonly maxTextLength: number;
  /** The furthest delivery state the provider ever reports. */
  readonly receipts: 'accepted' | 'delivered' | 'read';
  /** Free-form replies are allowed this long after the customer's last message; null: always. */
  readonly replyWindowHours: number | null;
  /** A repeated send is recognised by the other side, so an `unknown` outcome may be sent again safely. */
  readonly idempotentSend: boolean;
}
