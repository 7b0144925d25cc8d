import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { OidcChecks } from '../../access/index.js';
import { systemClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import { Vault } from '../../platform/crypto/vault.js';
import { Site } from '../../platform/site.js';
import type { KnownRequest } from '../guard/allow.js';

const COOKIE = 'parley_oidc';
const PATH = '/api/v1/auth/oidc';
const MINUTES = 10;

/** A login that is under way at a provider. */
export interface OidcAttempt extends OidcChecks {
  readonly providerId: string;
  /** Who links an identity to their account; null: somebody logs in. */
  readonly agentId: AgentId | null;
}

/** Keeps what an answer must fit to in the browser that asked, sealed: nothing to store, and no other browser can answer. */
@Injectable()
export class OidcAttempts {
  readonly redirectUri: string;

  constructor(
    private readonly vault: Vault,
    site: Site,
  ) {
    this.redirectUri = `${site.publicUrl}${PATH}/callback`;
  }

  keep(request: KnownRequest, reply: FastifyReply, attempt: OidcAttempt): void {
    const until = systemClock.now().getTime() + MINUTES * 60_000;
    const sealed = this.vault.seal('oidc-attempt', COOKIE, Buffer.from(JSON.stringify({ ...attempt, until })));
    void reply.setCookie(COOKIE, sealed.toString('base64url'), {
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      path: PATH,
      maxAge: MINUTES * 60,
    });
  }

  /** @throws DomainError `oidc.no-attempt` when this browser began none, or too long ago */
  of(request: KnownRequest): OidcAttempt {
    const attempt = this.open(request.cookies[COOKIE] ?? '');
    if (attempt !== null && attempt.until >= systemClock.now().getTime()) return attempt;
    throw new DomainError('unauthenticated', 'oidc.no-attempt', 'This browser began no login, or too long ago. Begin again.');
  }

  /** An attempt is answered once. */
  forget(reply: FastifyReply): void {
    void reply.clearCookie(COOKIE, { path: PATH });
  }

  callback(request: KnownRequest): URL {
    const url = new URL(this.redirectUri);
    url.search = new URL(request.url, url).search;
    return url;
  }

  private open(text: string): (OidcAttempt & { readonly until: number }) | null {
    try {
      return JSON.parse(this.vault.open('oidc-attempt', COOKIE, Buffer.from(text, 'base64url')).toString());
    } catch {
      return null; // not sealed by us
    }
  }
}
