import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { type AuditedCall, AuditTrail } from '../../audit/index.js';
import { AUDIT, type KnownRequest, type RouteAudit } from './allow.js';

/** Tells the audit log to which request a commit belongs, and writes down reads of restricted things before they happen. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: AuditTrail,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const audit = this.reflector.getAllAndOverride<RouteAudit | undefined>(AUDIT, [context.getHandler(), context.getClass()]);
    if (audit === 'none') return next.handle();
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const call = callOf(request);
    if (audit === 'restricted' && request.actor !== undefined) await this.trail.read(call, request.actor);
    return this.trail.during(call, () => next.handle());
  }
}

function callOf({ method, routeOptions, params, body, query, ip, id }: KnownRequest): AuditedCall {
  const pattern = routeOptions.url ?? '';
  const given = { ...(query as object | undefined), ...(isFields(body) ? body : {}) };
  return {
    action: `${method === 'HEAD' ? 'GET' : method} ${pattern}`,
    resource: /^\/api\/v1\/([^/]+)/.exec(pattern)?.[1] ?? pattern,
    params: Object.entries((params ?? {}) as Readonly<Record<string, string>>),
    fields: Object.keys(given).toSorted(),
    address: ip,
    requestId: id,
  };
}

function isFields(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
