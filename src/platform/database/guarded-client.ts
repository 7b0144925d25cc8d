import { Client, type ClientConfig } from 'pg';

/**
 * A client that survives the loss of its server. An `error` event without a listener ends the process, and between a
 * checkout from the pool and the first query nobody listens; the pool itself replaces a broken client.
 */
export class GuardedClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
