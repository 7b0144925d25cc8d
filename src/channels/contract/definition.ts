import type { ChannelAdapter, PullSource } from './adapter.js';
import type { LiveSource } from './live.js';
import type { RawRequest } from './request.js';

/** A URL the administrator must enter at the provider. */
export interface WebhookPurpose {
  readonly purpose: string;
  /** Appended to the inbox's ingress URL. */
  readonly path: string;
}

/**
 * Everything Parley knows of one provider. `settings` is a class-validator class; its fields carry {@link Setting}
 * texts, from which come the administrator's form, validation and the encryption of secrets.
 */
export interface ChannelDefinition<S extends object = object> {
  /** `hotline` | `email` | `chat` | `social`. */
  readonly channel: string;
  readonly provider: string;
  readonly settings: new () => S;
  readonly adapter: ChannelAdapter<S>;
  /** Kinds of accounts by which its customers are known, as `parse` gives them and a program may enter them. */
  readonly identityKinds: readonly string[];
  readonly webhooks: readonly WebhookPurpose[];
  /** Request headers that a receipt keeps, in lower case (signatures are checked before and not kept). */
  readonly keptHeaders: readonly string[];
  /** The key that `parse` would give, where it can be had without parsing (mail: a hash of its bytes). */
  receiptKey?(request: RawRequest): string;
  /** Whom an agent can write to first, and by which conversation key; absent: only who wrote before. */
  readonly reach?: { readonly kinds: readonly string[]; keyFor(value: string): string | null };
  readonly pull?: PullSource<S>;
  readonly live?: LiveSource<S>;
}

/** Keeps the settings type between adapter and settings class, then forgets it: the registry holds many kinds. */
export function defineChannel<S extends object>(definition: ChannelDefinition<S>): ChannelDefinition {
  return definition as unknown as ChannelDefinition;
}
