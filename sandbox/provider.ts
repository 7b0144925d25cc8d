import type { Fake, LedgerEntry } from './fakes/fake.js';

/** Everything the sandbox knows of one provider: its fake cloud, the demo inbox that talks to it, and its customers. */
export interface SandboxProvider {
  readonly channel: string;
  readonly provider: string;
  /** Starts the fake cloud and says how the demo inbox reaches it. Called once when the sandbox starts. */
  start(context: SandboxContext): Promise<RunningProvider>;
}

export interface SandboxContext {
  /** Root of the sandbox's HTTP server; a fake named `x` is served below `<httpUrl>/x`. */
  readonly httpUrl: string;
  /** Serves a fake under its name. */
  serve(fake: Fake): void;
  /** A random secret that stays the same for this name as long as the data folder lives. */
  secret(name: string): string;
  /** A TCP port on 127.0.0.1 that stays the same for this name as long as the data folder lives. */
  port(name: string): Promise<number>;
}

export interface RunningProvider {
  /** The demo inbox: settings as POST /api/v1/inboxes takes them. */
  readonly inbox: { readonly name: string; readonly language: string; readonly settings: Readonly<Record<string, unknown>> };
  /** A customer of the demo inbox, or of any other inbox with its own ingress URL and settings. */
  customer(target: InboxTarget, index: number): Customer;
  /** What the desk sent, whoever it was for. */
  replies(): readonly LedgerEntry[];
  stop(): Promise<void>;
}

/** Where a customer's input goes in. */
export interface InboxTarget {
  readonly deskUrl: string;
  readonly inboxId: string;
  /** By purpose, as GET /api/v1/inboxes shows them. */
  readonly webhookUrls: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A person who writes from the outside, by the real entrance. Same index, same person. */
export interface Customer {
  readonly displayName: string;
  /** As the ledger's `to` names them. */
  readonly address: string;
  /**
   * Something said. Nothing is sent yet; every `deliver` sends the very same input, as a provider that repeats itself.
   * @param options.replyTo answer to this message of the desk (a mail then carries its references and reply address).
   */
  say(text: string, options?: { readonly replyTo?: LedgerEntry; readonly media?: boolean }): Utterance;
  /** Reports of what became of a message of ours, from the provider (delivered, then read), where it has such. */
  acknowledge?(entry: LedgerEntry, state: 'delivered' | 'read'): Utterance;
  /** Hangs up (sockets). */
  close?(): Promise<void>;
}

export interface Utterance {
  readonly text: string;
  /** True once the desk took responsibility: 2xx, 250 after DATA, ack frame. False when it refused or was not reachable: say it again. */
  deliver(): Promise<boolean>;
}
