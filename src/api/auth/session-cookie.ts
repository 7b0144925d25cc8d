import '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { LoginPlace, OpenedSession } from '../../access/index.js';
import { SESSION_COOKIE } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { KnownRequest } from '../guard/allow.js';

/** `secure` follows the request: the desk is tried on http://127.0.0.1, and runs behind TLS in earnest. */
export function giveSession(request: KnownRequest, reply: FastifyReply, { token, expiresAt }: OpenedSession): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: '/',
    expires: expiresAt,
  });
}

/** Where somebody logs in from. */
export function placeOf(request: KnownRequest, method: LoginPlace['method']): LoginPlace {
  return { userAgent: String(request.headers['user-agent'] ?? ''), address: request.ip, method };
}

/** Logins are the business of people at a browser. @throws DomainError `access.session-only` for a token */
export function sessionIdOf({ sessionId }: KnownRequest): string {
  if (sessionId === undefined)
    throw new DomainError('forbidden', 'access.session-only', 'This takes a browser that is logged in, not a token.');
  return sessionId;
}
