import { Client, type ClientConfig } from 'pg';

interface Corkable {
  cork(): void;
  uncork(): void;
}

/**
 * A client that survives the loss of its server, and pipelines.
 *
 * An `error` event without a listener ends the process, and between a checkout from the pool and the first query nobody
 * listens; the pool itself replaces a broken client.
 *
 * Statements that do not wait for each other's answers are sent at once and answered in order; those of one tick leave in
 * one write. A write to a socket costs more than most statements, so verbs start what they can together.
 * https://node-postgres.com/features/pipelining
 */
export class GuardedClient extends Client {
  private isCorked = false;

  constructor(config?: string | ClientConfig) {
    super({ ...(typeof config === 'string' ? { connectionString: config } : config), pipeline: true } as ClientConfig);
    this.on('error', () => undefined);
    const plain = this.query.bind(this) as (...args: readonly unknown[]) => unknown;
    // An override would have to repeat all of its overloads.
    Object.assign(this, {
      query: (...args: readonly unknown[]) => {
        this.holdUntilTickEnds();
        return plain(...args);
      },
    });
  }

  private holdUntilTickEnds(): void {
    if (this.isCorked) return;
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Corkable } }).connection;
    this.isCorked = true;
    stream.cork();
    process.nextTick(() => {
      this.isCorked = false;
      stream.uncork();
    });
  }
}
