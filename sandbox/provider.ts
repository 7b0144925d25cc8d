import type { Fake, Ledger, LedgerEntry, NextFault } from './fakes/fake.js';
import type { ShownCall } from './stage/shown.js';

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
  customer(target: InboxTarget, index: number, persona?: Persona): Customer;
  /** Where what the desk sent is written down, for those who want to be told of it. */
  readonly ledger?: Ledger;
  /** The vendor refuses the desk's next message with this status. */
  failNext?(status: NextFault): void;
  /** The persona picks up a phone and calls; absent where nobody can be called. */
  call?(target: InboxTarget, persona: Persona, changed: () => void): PhoneCall;
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

/** Who somebody is at one provider, instead of the one made of an index. */
export interface Persona {
  readonly name: string;
  readonly address: string;
}

/** A call somebody plays by hand: it goes on to where the caller is asked for something. */
export interface PhoneCall {
  readonly isOver: boolean;
  shown(): ShownCall;
  dial(): Promise<void>;
  gathered(input: { readonly digits?: string; readonly speech?: string }): Promise<void>;
  recorded(spoken: { readonly content: Buffer; readonly contentType: string; readonly seconds: number }, key: string): Promise<void>;
  silence(): Promise<void>;
  hangUp(): Promise<void>;
}

export interface SentFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface SayOptions {
  /** Answer to this message of the desk (a mail then carries its references and reply address). */
  readonly replyTo?: LedgerEntry;
  /** A small file, made up. */
  readonly media?: boolean;
  /** These files. Providers that take one a message send the first. */
  readonly files?: readonly SentFile[];
  /** Of a mail. */
  readonly subject?: string;
}

/** A person who writes from the outside, by the real entrance. Same index, same person. */
export interface Customer {
  readonly displayName: string;
  /** As the ledger's `to` names them. */
  readonly address: string;
  /**
   * Something said. Nothing is sent yet; every `deliver` sends the very same input, as a provider that repeats itself.
   */
  say(text: string, options?: SayOptions): Utterance;
  /** Reports of what became of a message of ours, from the provider (delivered, then read), where it has such. */
  acknowledge?(entry: LedgerEntry, state: 'delivered' | 'read'): Utterance;
  /** Hangs up (sockets). */
  close?(): Promise<void>;
}

export interface Utterance {
  readonly text: string;
  /** Of a mail, without angle brackets. */
  readonly messageId?: string;
  /** True once the desk took responsibility: 2xx, 250 after DATA, ack frame. False when it refused or was not reachable: say it again. */
  readonly deliver: Deliver;
}

/** @param how.forged with a signature that is not the vendor's, where it signs */
export type Deliver = (how?: { readonly forged?: boolean }) => Promise<boolean>;
