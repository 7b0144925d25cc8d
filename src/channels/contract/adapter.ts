import type { Capabilities } from './capabilities.js';
import type { InboundEvent, MediaHandle, Refusal } from './inbound-event.js';
import type { Divisible, Media, OutboundMessage, Sent } from './outbound-message.js';
import type { RawRequest, Reply, Verdict } from './request.js';

/** One configured account as its adapter sees it: settings decrypted and validated. */
export interface Inbox<S> {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly settings: S;
  /** Public URL below which this inbox is called, without a slash at the end: `<PUBLIC_URL>/ingress/<channel>/<id>`. */
  readonly ingressUrl: string;
}

export interface Parsed {
  /**
   * Unique per inbox: the same delivery by the provider gives the same key, so that a repeated call makes no second
   * receipt. Events have keys of their own, because providers batch the same event differently when they repeat it.
   */
  readonly key: string;
  readonly events: readonly InboundEvent[];
  readonly refusals: readonly Refusal[];
  /** Default: 200 with an empty body. Sent only after the receipt is committed. */
  readonly reply?: Reply;
}

export interface Health {
  readonly ok: boolean;
  /** One sentence for an administrator: what is wrong and what to do. */
  readonly message: string;
}

/**
 * Bytes in, events out; messages in, bytes out. An adapter decides nothing about tickets and touches no database.
 * Adding a provider: docs/adding-a-channel.md.
 */
export interface ChannelAdapter<S> {
  readonly capabilities: Capabilities;
  /** Signature over the raw bytes. Pure, never throws. */
  verify(request: RawRequest, inbox: Inbox<S>): Verdict;
  /** Total: garbage gives a named refusal, never a throw. Push adapters answer synchronously, mail is parsed off the main thread. */
  parse(request: RawRequest, inbox: Inbox<S>): Parsed | Promise<Parsed>;
  /** @throws ChannelError */
  send(message: OutboundMessage, inbox: Inbox<S>): Promise<Sent>;
  /** How many parts {@link send} makes of it, each with an id and reports of its own. Absent: always one. */
  partsOf?(message: Divisible): number;
  /** Gets a file an event pointed to. @throws ChannelError */
  fetchMedia?(handle: MediaHandle, inbox: Inbox<S>): Promise<Media>;
  /** A cheap authenticated call to the provider. Never throws. */
  health(inbox: Inbox<S>): Promise<Health>;
}

/** Where a pull source stands; JSON of its own making, stored in the transaction that stores what was fetched. */
export type Cursor = Readonly<Record<string, string | number | null>>;

/** A source that is asked, e.g. a mailbox. */
export interface PullSource<S> {
  /**
   * Stays connected and calls `deliver` for each batch until `stop` is aborted. `deliver` resolves after COMMIT;
   * only then may the source move on. Rejects when the connection is lost: the caller reconnects with back-off.
   */
  watch(inbox: Inbox<S>, cursor: Cursor | null, sink: PullSink, stop: AbortSignal): Promise<void>;
}

export interface PullSink {
  /** To be awaited before so many bytes are fetched: the desk may still have its hands full. */
  room(bytes: number): Promise<void>;
  deliver(batch: { readonly requests: readonly RawRequest[]; readonly cursor: Cursor }): Promise<void>;
  /** Called when the connection stands and nothing waits. */
  idle(): void;
}
