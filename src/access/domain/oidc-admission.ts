/** What a provider says of somebody, as far as we ask. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** Only what the provider itself proved counts. */
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** Does the provider vouch for an address in one of these domains? An empty list asks for nothing. */
export function isOfDomain({ email, emailVerified }: OidcClaims, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const domain = /^[^@\s]+@([^@\s]+)$/.exec(email ?? '')?.[1]?.toLowerCase();
  return emailVerified && domain !== undefined && allowed.includes(domain);
}
