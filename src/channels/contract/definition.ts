import type { ChannelAdapter, PullSource } from './adapter.js';
import type { LiveSource } from './live.js';
import type { RawRequest } from './request.js';

/** A URL the administrator must enter at the provider. */
export interface WebhookPurpose {
  readonly purpose: string;
  /** Appended to the inbox's ingress URL. */
  readonly path: string;
}

/** What must be known of an input before it is parsed. */
export interface Glance {
  /** The key that `parse` gives. */
  readonly key: string;
  /** Inputs that have one of these in common are made into messages in the order they came: their sender, their thread. */
  readonly turns: readonly string[];
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
  /** Where parsing takes long (mail): what can be told of an input at once. */
  glance?(request: RawRequest): Glance;
  /** Whom an agent can write to first, and by which conversation key; absent: only who wrote before. */
  readonly reach?: { readonly kinds: readonly string[]; keyFor(value: string): string | null };
  readonly pull?: PullSource<S>;
  readonly live?: LiveSource<S>;
}

/** Keeps the settings type between adapter and settings class, then forgets it: the registry holds many kinds. */
export function defineChannel<S extends object>(definition: ChannelDefinition<S>): ChannelDefinition {
  return definition as unknown as ChannelDefinition;
}
