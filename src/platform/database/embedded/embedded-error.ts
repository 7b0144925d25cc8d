/** Why the embedded server cannot run, and what to do; for the person who started it. */
export class EmbeddedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EmbeddedError';
  }
}
