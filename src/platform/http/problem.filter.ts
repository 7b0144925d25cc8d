import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type DomainErrorKind } from '../../kernel/domain-error.js';
import { isDatabaseAway, sqlStateOf } from '../database/sql-state.js';
import { Log } from '../logging/log.js';

const STATUS: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'media-type': 415,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Every error leaves as application/problem+json (RFC 9457) with a stable `code`; what we did not foresee says nothing of its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.error({ event: 'request.failed', code: problem.code, error });
    if (reply.sent) return;
    const { retryAfterSeconds } = problem.details;
    if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send({
        type: `urn:parley:${problem.code}`,
        title: problem.title,
        status: problem.status,
        code: problem.code,
        requestId: request.id,
        ...problem.details,
      });
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return { status: STATUS[error.kind], code: error.code, title: error.message, details: error.details };
  if (error instanceof HttpException) return fromHttp(error);
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413)
    return { status: 413, code: 'request.too-large', title: 'The request is larger than this call accepts.', details: {} };
  if (statusCode === 415)
    return { status: 415, code: 'request.media-type', title: 'A body is JSON: content-type: application/json.', details: {} };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, code: 'request.malformed', title: 'The request could not be read.', details: {} };
  }
  const state = sqlStateOf(error);
  if (state === '23505') return { status: 409, code: 'conflict.exists', title: 'Something with this name exists already.', details: {} };
  if (state === '23503')
    return { status: 422, code: 'reference.unknown', title: 'Something the request names does not exist.', details: {} };
  // Class 22, data exception: a cursor that was tampered with, a number beyond its column.
  if (state.startsWith('22'))
    return { status: 400, code: 'request.bad-value', title: 'A value of the request cannot be used.', details: {} };
  // Cancelled, a lock not had in time, or run three times against others (serialization failure, deadlock).
  if (state === '57014' || state === '55P03' || state === '40001' || state === '40P01')
    return { status: 503, code: 'database.busy', title: 'The database is busy; try again.', details: { retryAfterSeconds: 2 } };
  if (isDatabaseAway(code))
    return {
      status: 503,
      code: 'database.unavailable',
      title: 'The database cannot be reached; try again.',
      details: { retryAfterSeconds: 2 },
    };
  return { status: 500, code: 'internal', title: 'Something failed on our side; it was logged with this request id.', details: {} };
}

function fromHttp(error: HttpException): Problem {
  const status = error.getStatus();
  const codes: Readonly<Record<number, string>> = {
    404: 'route.not-found',
    405: 'route.method-not-allowed',
    413: 'request.too-large',
    415: 'request.media-type',
  };
  return {
    status,
    code: codes[status] ?? 'request.malformed',
    title: status === 404 ? 'There is nothing at this address.' : error.message,
    details: {},
  };
}
