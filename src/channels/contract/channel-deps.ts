import type { HttpClient } from '../../platform/http-client/index.js';

/** What the composition root hands to every channel. */
export interface ChannelDeps {
  readonly http: HttpClient;
  /** One log line; never a body, an address or a token. */
  log(line: { readonly event: string; readonly inboxId?: string; readonly [field: string]: unknown }): void;
}
