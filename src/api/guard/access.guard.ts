import '@fastify/cookie';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Bearers, may, SESSION_COOKIE } from '../../access/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { isUuid } from '../../kernel/id.js';
import { type TicketPart, TicketSight } from '../../views/ticket-sight.js';
import { type KnownRequest, LET_IN, POLICY, type RoutePolicy } from './allow.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Where a route's pattern names a thing that belongs to a ticket: `/tickets/:id/…`. */
const PARTS: readonly (readonly [TicketPart, RegExp])[] = [
  ['ticket', /\/tickets\/:(\w+)/],
  ['message', /\/messages\/:(\w+)/],
  ['attachment', /\/attachments\/:(\w+)/],
];

/**
 * Deny by default: who is it, did a browser really mean it (CSRF), does the route's policy allow it, and may they see the
 * ticket that the address names. What one may not see is not there (404), on every route that is added later too.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly bearers: Bearers,
    private readonly sight: TicketSight,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(POLICY, [context.getHandler(), context.getClass()]);
    if (policy === undefined) throw new DomainError('forbidden', 'access.no-policy', 'This route has no policy.');
    if (policy.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const actor = await this.identify(request);
    if (policy.kind === 'permission' && !may(actor, policy.permission)) {
      throw new DomainError('forbidden', 'access.forbidden', 'You may not do this.', { permission: policy.permission });
    }
    const isForLetIn = this.reflector.getAllAndOverride<boolean | undefined>(LET_IN, [context.getHandler(), context.getClass()]) === true;
    await this.mustReach(actor, request, isForLetIn || SAFE.has(request.method));
    request.actor = actor;
    return true;
  }

  /** @throws DomainError `ticket.not-found`, `message.not-found`, `attachment.not-found`, `ticket.let-in-only` */
  private async mustReach(actor: Actor, { routeOptions, params }: KnownRequest, seeing: boolean): Promise<void> {
    for (const [part, pattern] of PARTS) {
      const name = pattern.exec(routeOptions.url ?? '')?.[1];
      const id = name === undefined ? undefined : (params as Readonly<Record<string, string>>)[name];
      // What is no id cannot exist: the route's IdPipe says so.
      if (id === undefined || !isUuid(id)) continue;
      await (seeing ? this.sight.mustSee(actor, part, id) : this.sight.mustWork(actor, part, id));
    }
  }

  /** @throws DomainError `access.unauthenticated`, `access.csrf` */
  private async identify(request: KnownRequest): Promise<Actor> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return known(await this.bearers.actorOfToken(authorization.replace(/^Bearer +/i, '')));
    const session = request.cookies[SESSION_COOKIE];
    if (session === undefined) return known(null);
    const found = await this.bearers.session(session);
    const actor = known(found?.actor ?? null);
    if (!SAFE.has(request.method)) this.checkCsrf(request, session);
    request.sessionToken = session;
    request.sessionId = found?.id ?? '';
    if (found?.mustEnrol) this.checkEnrolling(request);
    return actor;
  }

  /** Until the second factor is set up, the login is good for setting it up. */
  private checkEnrolling({ routeOptions }: KnownRequest): void {
    if (routeOptions.url?.startsWith('/api/v1/auth/')) return;
    throw new DomainError('forbidden', 'access.two-factor-not-enrolled', 'Your role needs two-factor login: set it up first.');
  }

  private checkCsrf(request: KnownRequest, session: string): void {
    const given = request.headers['x-csrf-token'];
    if (typeof given === 'string' && this.bearers.isCsrfRight(session, given)) return;
    throw new DomainError('forbidden', 'access.csrf', 'The header x-csrf-token is missing or does not belong to this session.');
  }
}

function known(actor: Actor | null): Actor {
  if (actor !== null) return actor;
  throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
}
