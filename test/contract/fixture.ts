import type { InboundEvent, Inbox, OutboundMessage, RawRequest, Refusal } from '../../src/channels/contract/index.js';

/** What the contract suite needs to know of one provider to try its adapter. One file a provider under fixtures/. */
export interface ContractFixture {
  readonly channel: string;
  readonly provider: string;
  /** Valid settings. `baseUrl` is the root under which every vendor URL of the inbox is to lie. */
  settings(baseUrl: string): Record<string, unknown>;
  /** Correctly signed inputs with what must come of them. */
  readonly inputs: readonly ContractInput[];
  /** Inputs whose signature holds but which cannot be read, with the refusal's code (or `null` when an event is made of them all the same). */
  readonly unreadable: readonly { readonly name: string; request(inbox: Inbox<never>): RawRequest; readonly code: string | null }[];
  /** False where there is no signature over the bytes (mail from our own mailbox). */
  readonly signed: boolean;
  readonly outbound: OutboundMessage;
  /** Starts a provider that answers "too many, come back in 7 s" to every send (HTTP 429, SMTP 421 …). Null where sending is local. */
  busy: (() => Promise<{ readonly baseUrl: string; readonly settings?: Record<string, unknown>; stop(): Promise<void> }>) | null;
}

export interface ContractInput {
  readonly name: string;
  request(inbox: Inbox<never>): RawRequest;
  /** Compared with toMatchObject. */
  readonly events: readonly DeepPartial<InboundEvent>[];
  readonly refusals?: readonly Partial<Refusal>[];
  readonly reply?: { readonly status: number; readonly bodyIncludes: string };
}

export type DeepPartial<T> = T extends Date | Buffer ? T : T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> } : T;
