export type DomainErrorKind =
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'unprocessable'
  | 'forbidden'
  | 'unauthenticated'
  | 'unavailable'
  | 'too-many'
  | 'too-large'
  | 'media-type';

/** A refusal with a stable, documented code (`feature.reason`). One HTTP filter turns it into problem+json (RFC 9457). */
export class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

export function notFound(what: string): DomainError {
  return new DomainError('not-found', `${what}.not-found`, `There is no such ${what}, or you may not see it.`);
}
