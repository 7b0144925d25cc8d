/** When to try a failed call to a provider again. `after-reconnect`: an administrator must mend the inbox first. */
export type Retry = 'later' | 'never' | 'after-reconnect';

/**
 * A provider refused or could not be reached. `sent: 'maybe'` says the request may have taken effect
 * (a time-out or a cut connection after it was written): such a send is never repeated blindly.
 */
export class ChannelError extends Error {
  readonly retry: Retry;
  readonly sent: 'no' | 'maybe';
  readonly retryAfterSeconds: number | null;
  /** By place: the provider's ids of the parts that it has. */
  readonly sentParts: readonly (string | null)[];

  constructor(
    /** Stable, `provider.reason`, e.g. `whatsapp.131047` or `smtp.550`. */
    readonly code: string,
    /** For the agent; never a secret, never a URL with a token. */
    message: string,
    outcome: {
      readonly retry: Retry;
      readonly sent?: 'no' | 'maybe';
      readonly retryAfterSeconds?: number | null;
      readonly sentParts?: readonly (string | null)[];
    },
  ) {
    super(message);
    this.name = 'ChannelError';
    this.retry = outcome.retry;
    this.sent = outcome.sent ?? 'no';
    this.retryAfterSeconds = outcome.retryAfterSeconds ?? null;
    this.sentParts = outcome.sentParts ?? [];
  }
}

/** What no adapter foresaw: it may have been sent. @param code whose */
export function unforeseen(code: string): ChannelError {
  return new ChannelError(code, 'Sending failed for a reason we did not foresee.', { retry: 'never', sent: 'maybe' });
}
