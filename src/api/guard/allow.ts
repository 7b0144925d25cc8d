import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../../access/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';

export const POLICY = 'parley:policy';

export type RoutePolicy =
  | { readonly kind: 'public' }
  | { readonly kind: 'anyone-known' }
  | { readonly kind: 'permission'; readonly permission: Permission };

/** The route needs this permission. A route without any of these three is refused to everybody. */
export const Allow = (permission: Permission) => SetMetadata(POLICY, { kind: 'permission', permission } satisfies RoutePolicy);

/** Open to the world. */
export const Public = () => SetMetadata(POLICY, { kind: 'public' } satisfies RoutePolicy);

/** Open to every agent and token: it concerns only themselves. */
export const AnyoneKnown = () => SetMetadata(POLICY, { kind: 'anyone-known' } satisfies RoutePolicy);

export const LET_IN = 'parley:let-in';

/** A write that is open to a follower who was let in from outside the ticket's team: their own notes, drafts and ties. Every other one is not. */
export const ForLetIn = () => SetMetadata(LET_IN, true);

export const AUDIT = 'parley:audit';

/** What the audit log does with a route beside writing down what it commits. */
export type RouteAudit = 'restricted' | 'none';

/** Reading it is written down before anything is shown: attachments, customers' identities, the audit log itself. */
export const Restricted = () => SetMetadata(AUDIT, 'restricted' satisfies RouteAudit);

/** Commits nothing that anybody will ask about: drafts, presence, who is looking. Everything else is written down by itself. */
export const Unaudited = () => SetMetadata(AUDIT, 'none' satisfies RouteAudit);

export interface KnownRequest extends FastifyRequest {
  actor?: Actor;
  /** Set when the request came with a session cookie. */
  sessionToken?: string;
  sessionId?: string;
}

/** The agent or token that makes the request. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<KnownRequest>();
  if (actor === undefined) throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
  return actor;
});
