import type { DeliveryFault, MessageKind } from '../../kernel/message.js';

/** An account a person writes from. `scope` is empty for values that are unique in the world (addresses, phone numbers). */
export interface Identity {
  /** `email` | `phone` | a provider's own kind, e.g. `messenger`, `telegram`, `visitor`. */
  readonly kind: string;
  readonly scope: string;
  /** As the provider wrote it; the contacts feature normalises. */
  readonly value: string;
}

export interface Sender extends Identity {
  readonly displayName: string | null;
  /** The value is an id that nobody reads (of a browser, of a person at one page of a network): it names nobody. */
  readonly isOpaque?: boolean;
  /** The provider proved that the sender owns the identity (not so for caller ids and From addresses). */
  readonly verified: boolean;
  /** Further identities of the same person that the same signed input states, e.g. a BSUID beside a phone number. */
  readonly also?: readonly Identity[];
}

/** A file that came with the message, the provider's handle from which `fetchMedia` gets it, or what the customer uploaded here before. */
export type InboundAttachment = {
  readonly filename: string | null;
  readonly contentType: string | null;
  /** Set for images shown inside the html (`cid:`). */
  readonly contentId?: string | null;
} & ({ readonly content: Buffer } | { readonly media: MediaHandle } | { readonly uploadId: string });

/** JSON that only the channel that made it understands. Never holds a secret: it is stored. */
export type MediaHandle = Readonly<Record<string, string | number | null>>;

interface EventBase {
  /** Unique per inbox: the same thing said again by the provider has the same key. */
  readonly key: string;
  /** By the provider's clock. */
  readonly at: Date;
}

/** A customer said something. */
export interface MessageReceived extends EventBase {
  readonly type: 'message';
  /** The provider's id of the message; receipts, edits and replies refer to it. */
  readonly externalId: string;
  /** One conversation key has one open ticket; null when the medium has no conversations (email). */
  readonly conversation: string | null;
  readonly from: Sender;
  readonly kind: MessageKind;
  readonly subject: string | null;
  /** Without the quoted history. */
  readonly text: string;
  /** With the quoted history; same as `text` where there is none. */
  readonly fullText: string;
  /** Sanitised; null for plain text. */
  readonly html: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** Written by a machine (auto reply, bounce, list): opens or joins a ticket but is never answered automatically. */
  readonly automatic: boolean;
  readonly thread: ThreadHints;
  /** Small facts worth showing: quoted message id, location, referral, why a mail could not be read … */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What ties a mail to earlier ones, strongest first. Empty for media with conversation keys. */
export interface ThreadHints {
  /** Reply tokens found in recipient addresses, as `<ticket number>.<mac>`, with the address they were issued to. */
  readonly tokens: readonly string[];
  /** Message-IDs of In-Reply-To, then References from last to first. */
  readonly references: readonly string[];
}

export const noThreadHints: ThreadHints = { tokens: [], references: [] };

/** A phone call exists, or more became known of it. Reports of one call arrive in any order; each is merged in. */
export interface CallReported extends EventBase {
  readonly type: 'call';
  /** The provider's id of the call. */
  readonly externalId: string;
  readonly conversation: string;
  readonly from: Sender;
  /** Rank of the report within the call, higher is later. */
  readonly rank: number;
  readonly status: CallStatus | null;
  readonly durationSeconds: number | null;
  /** A recording the caller left. Makes the call a voicemail. */
  readonly voicemail: {
    readonly recordingId: string;
    readonly durationSeconds: number | null;
    readonly attachment: InboundAttachment;
  } | null;
}

export type CallStatus = 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'canceled' | 'failed';

/** The provider tells what became of something we sent. */
export interface DeliveryReported extends EventBase {
  readonly type: 'delivery';
  readonly state: 'accepted' | 'delivered' | 'read' | 'failed';
  readonly fault: DeliveryFault | null;
  /** Which messages: by the provider's id, by our own reference that it passed through, or all up to an instant. */
  readonly of:
    | {
        readonly externalId: string;
        readonly reference?: string | null;
        /** Only if we sent it to one of them: anybody may write a report on a mail whose id they have seen. */
        readonly recipients?: readonly string[];
      }
    | { readonly conversation: string; readonly until: Date };
  /** What the input says by itself when the message it reports on is not ours (a bounce of somebody else's mail). */
  readonly otherwise?: MessageReceived;
}

/** The customer changed or withdrew a message. */
export interface MessageRevised extends EventBase {
  readonly type: 'revision';
  readonly externalId: string;
  readonly change: { readonly kind: 'edited'; readonly text: string } | { readonly kind: 'withdrawn' };
}

/** Somebody of ours answered in the provider's own app, or the provider echoes what we sent. */
export interface EchoReceived extends EventBase {
  readonly type: 'echo';
  readonly externalId: string;
  /** Our message id when the provider passed it through. */
  readonly reference: string | null;
  readonly conversation: string;
  readonly to: Sender;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
}

export type InboundEvent = MessageReceived | CallReported | DeliveryReported | MessageRevised | EchoReceived;

/** Part of an input of which nothing was made; an administrator sees it. `code` is stable, e.g. `telegram.unknown-update`. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** `quarantine`: unreadable, a person must look. `ignored`: understood, and of no interest (typing, presence). */
  readonly severity: 'quarantine' | 'ignored';
}
