import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { plusMinutes, stopwatchMs } from '../kernel/clock.js';
import type { AgentId } from '../kernel/id.js';
import { newId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { randomToken, sameSecret, Vault } from '../platform/crypto/vault.js';
import { AccessRepository, type Bearer, type LoginMethod } from './store/access.repository.js';
import { SessionRepository } from './store/session.repository.js';

const SESSION_MINUTES = 12 * 60;
/** A revoked token or ended session stops working within this span on every process (bar: 2 s). */
const FRESH_MS = 1_000;
const CACHE_MAX = 5_000;
export const TOKEN_PREFIX = 'parley_';
/** The browser's cookie that holds a session's token. */
export const SESSION_COOKIE = 'parley_session';

/** What a connection was opened with. */
export interface Credential {
  readonly kind: 'session' | 'token';
  readonly token: string;
}

export interface LoginPlace {
  readonly userAgent: string;
  readonly address: string;
  readonly method: LoginMethod;
}

export interface OpenedSession {
  readonly token: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

/** A browser's login, as the access guard needs it. */
export interface KnownSession {
  readonly id: string;
  readonly actor: Actor;
  /** Good for nothing but setting up the second factor that the role needs. */
  readonly mustEnrol: boolean;
}

/** Sessions of browsers and tokens of programs: both are 256 random bits of which only the SHA-256 is kept. */
@Injectable()
export class Bearers {
  private readonly cache = new Map<string, { readonly at: number; readonly bearer: Bearer | null }>();

  constructor(
    private readonly repository: AccessRepository,
    private readonly sessions: SessionRepository,
    private readonly vault: Vault,
  ) {}

  async openSession(tx: Tx, agentId: AgentId, from: LoginPlace): Promise<OpenedSession> {
    const token = randomToken();
    const expiresAt = plusMinutes(tx.now, SESSION_MINUTES);
    await this.repository.addSession(tx, {
      id: newId(),
      tokenHash: hashOf(token),
      agentId,
      expiresAt,
      userAgent: from.userAgent.slice(0, 200),
      address: from.address,
      method: from.method,
    });
    return { token, csrfToken: this.csrfFor(token), expiresAt };
  }

  /** The same session under another token: after its rights grew, an older copy of the cookie is worth nothing. */
  async rotateSession(tx: Tx, id: string): Promise<OpenedSession> {
    const token = randomToken();
    const expiresAt = plusMinutes(tx.now, SESSION_MINUTES);
    await this.sessions.rotate(tx, id, hashOf(token), expiresAt);
    return { token, csrfToken: this.csrfFor(token), expiresAt };
  }

  /** After the commit that ended or changed logins of this agent: this process asks anew, the others within a second. */
  forget(agentId: AgentId): void {
    for (const [key, { bearer }] of this.cache) if (bearer === null || bearer.agentId === agentId) this.cache.delete(key);
  }

  async endSession(tx: Tx, token: string): Promise<void> {
    const bearer = await this.repository.bearer('session', hashOf(token));
    this.cache.delete(`session ${token}`);
    if (bearer !== null) await this.repository.endSession(tx, bearer.id);
  }

  /** @returns the token in the clear, for the only time */
  async issueToken(
    tx: Tx,
    order: { readonly name: string; readonly scopes: readonly string[]; readonly agentId: AgentId; readonly expiresAt: Date | null },
  ): Promise<{ readonly id: string; readonly token: string }> {
    const token = `${TOKEN_PREFIX}${randomToken()}`;
    const id = newId();
    await this.repository.addToken(tx, { ...order, id, hash: hashOf(token) });
    return { id, token };
  }

  async session(token: string): Promise<KnownSession | null> {
    const bearer = await this.find('session', token);
    if (bearer === null) return null;
    const { id, agentId, name, role, mustEnrol } = bearer;
    return { id, actor: { type: 'agent', id: agentId, name, role }, mustEnrol };
  }

  async actorOfToken(token: string): Promise<Actor | null> {
    return actorOf('token', await this.find('token', token));
  }

  /**
   * Who holds each of these now, straight from the database, in their order: for connections that stay open. Whoever may
   * not work yet (see {@link KnownSession}) is nobody here.
   */
  async recheck(held: readonly Credential[]): Promise<readonly (Actor | null)[]> {
    const [sessions, tokens] = await Promise.all([this.holders('session', held), this.holders('token', held)]);
    return held.map(({ kind, token }) => actorOf(kind, (kind === 'session' ? sessions : tokens).get(token) ?? null));
  }

  /** Bound to the session, so a token of one browser is worth nothing in another. */
  csrfFor(sessionToken: string): string {
    return this.vault.mac('csrf', sessionToken).toString('base64url');
  }

  isCsrfRight(sessionToken: string, given: string): boolean {
    return sameSecret(this.csrfFor(sessionToken), given);
  }

  private async holders(kind: Credential['kind'], held: readonly Credential[]): Promise<ReadonlyMap<string, Bearer | null>> {
    const given = [...new Set(held.filter((one) => one.kind === kind).map(({ token }) => token))];
    if (given.length === 0) return new Map();
    const bearers = await this.repository.bearers(kind, given.map(hashOf));
    return new Map(given.map((token, index) => [token, bearers[index] ?? null]));
  }

  private async find(kind: 'session' | 'token', token: string): Promise<Bearer | null> {
    const key = `${kind} ${token}`;
    const cached = this.cache.get(key);
    if (cached !== undefined && stopwatchMs() - cached.at < FRESH_MS) return cached.bearer;
    const bearer = await this.repository.bearer(kind, hashOf(token));
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    this.cache.set(key, { at: stopwatchMs(), bearer });
    if (bearer !== null) await this.repository.noteUse(kind, bearer.id);
    return bearer;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function actorOf(kind: Credential['kind'], bearer: Bearer | null): Actor | null {
  if (bearer === null || bearer.mustEnrol) return null;
  const agent = { id: bearer.agentId, name: bearer.name, role: bearer.role };
  return kind === 'session' ? { type: 'agent', ...agent } : { type: 'token', ...agent, scopes: bearer.scopes, tokenId: bearer.id };
}
