import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { stopwatchMs } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { Vault } from '../platform/crypto/vault.js';
import { HttpClient, HttpFailure, isPublicAddress, literalAddress } from '../platform/http-client/index.js';
import { Log } from '../platform/logging/log.js';
import type { OidcClaims } from './domain/oidc-admission.js';
import type { OidcProvider } from './store/oidc-provider.repository.js';

const KEPT_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 10;

/** What an answer must fit to: drawn for one login of one browser. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

interface Kept {
  readonly version: number;
  readonly at: number;
  readonly configuration: Promise<Configuration>;
}

/**
 * OpenID Connect by authorization code with PKCE, state and nonce; ID tokens are checked by signature too. Every call
 * goes by the guarded HTTP client: an issuer cannot point us into our own network.
 */
@Injectable()
export class OidcClient {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly http: HttpClient,
    private readonly vault: Vault,
    private readonly log: Log,
  ) {}

  newChecks(): OidcChecks {
    return { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  }

  seal(providerId: string, secret: string): Buffer {
    return this.vault.seal('oidc-client-secret', providerId, Buffer.from(secret));
  }

  /** Plain http is for a provider's stand-in on an origin that the operator allowed. */
  mayBe(issuer: string): boolean {
    return URL.canParse(issuer) && (issuer.startsWith('https:') || this.http.isPrivate(issuer));
  }

  /** An address that is written in it must be a public one; what a name leads to is looked at with every call (guardedLookup). */
  isOutside(issuer: string): boolean {
    const { hostname } = new URL(issuer);
    const address = literalAddress(hostname);
    const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
    return this.http.isPrivate(issuer) || (address === null ? !isLocal : isPublicAddress(address));
  }

  /** Where the browser goes to log in. @throws DomainError `oidc.unreachable` */
  async loginUrl(provider: OidcProvider, redirectUri: string, { state, nonce, verifier }: OidcChecks): Promise<string> {
    const configuration = await this.configuration(provider);
    const challenge = await calculatePKCECodeChallenge(verifier);
    return buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).href;
  }

  /** Reads the provider's description of itself anew. @throws DomainError `oidc.unreachable`, `oidc.refused` */
  async check(provider: OidcProvider): Promise<void> {
    this.kept.delete(provider.id);
    await this.configuration(provider);
  }

  /** Who came back with this address. @throws DomainError `oidc.refused`, `oidc.unreachable` */
  async identify(provider: OidcProvider, callback: URL, { state, nonce, verifier }: OidcChecks): Promise<OidcClaims> {
    const configuration = await this.configuration(provider);
    return this.translated(provider, async () => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(configuration, callback, checks);
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('no ID token');
      const told = claims['email'] === undefined ? await this.told(configuration, tokens.access_token, claims.sub) : claims;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: textOf(told['email']),
        emailVerified: told['email_verified'] === true,
        name: textOf(told['name']),
      };
    });
  }

  /** Some providers tell the address only where user information is asked for. */
  private async told(configuration: Configuration, accessToken: string, subject: string): Promise<Readonly<Record<string, unknown>>> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return fetchUserInfo(configuration, accessToken, subject);
  }

  /** @throws DomainError `oidc.unreachable` when its discovery document cannot be read */
  private async configuration(provider: OidcProvider): Promise<Configuration> {
    const { id, version } = provider;
    const known = this.kept.get(id);
    if (known !== undefined && known.version === version && stopwatchMs() - known.at < KEPT_MS) return known.configuration;
    const configuration = this.translated(provider, () => this.discover(provider));
    this.kept.set(id, { version, at: stopwatchMs(), configuration });
    configuration.catch(() => this.kept.delete(id));
    return configuration;
  }

  private discover(provider: OidcProvider): Promise<Configuration> {
    const secret = this.vault.open('oidc-client-secret', provider.id, provider.clientSecret).toString();
    const insecure = provider.issuer.startsWith('http:') && this.mayBe(provider.issuer) ? [allowInsecureRequests] : [];
    return discovery(new URL(provider.issuer), provider.clientId, undefined, authBy(secret), {
      timeout: TIMEOUT_SECONDS,
      execute: [enableNonRepudiationChecks, ...insecure],
      [customFetch]: fetchBy(this.http),
    });
  }

  private async translated<T>(provider: OidcProvider, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.log.warn({ event: 'oidc.failed', providerId: provider.id, error });
      const { cause } = error as { cause?: unknown };
      if (error instanceof HttpFailure || cause instanceof HttpFailure)
        throw new DomainError('unavailable', 'oidc.unreachable', 'The identity provider cannot be reached.');
      throw new DomainError('unauthenticated', 'oidc.refused', 'The identity provider did not confirm the login.');
    }
  }
}

/** Basic is what OpenID Connect assumes; the other way only where a provider says that it has no basic. */
function authBy(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported;
    (methods === undefined || methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}

function fetchBy(http: HttpClient): CustomFetch {
  return async (url, { method, headers, body }) => {
    if (method !== 'GET' && method !== 'POST') throw new Error(`not a call of OpenID Connect: ${method}`);
    const content = typeof body === 'string' || body instanceof URLSearchParams ? { body } : {};
    const answer = await http.call({ method, url, headers, ...content, timeoutMs: TIMEOUT_SECONDS * 1000 });
    const hasBody = answer.status !== 204 && answer.status !== 304;
    return new Response(hasBody ? new Uint8Array(answer.body) : null, { status: answer.status, headers: { ...answer.headers } });
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 320) : null;
}
