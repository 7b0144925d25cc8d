import type { FastifyInstance } from 'fastify';
import { stopwatchMs } from '../../kernel/clock.js';
import { newId } from '../../kernel/id.js';
import { withRequestId } from '../logging/log.js';
import type { Metrics } from '../metrics/metrics.js';

const ACCEPTED = /^[\w.-]{1,64}$/;

/** The caller's `x-request-id` when it is harmless, else one of ours. */
export function requestIdFrom(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ACCEPTED.test(given) ? given : newId();
}

/** Puts the request's id on the answer and on every log line, and measures each answer by its route pattern. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const started = new WeakMap<object, number>();
  fastify.addHook('onRequest', (request, reply, done) => {
    started.set(request, stopwatchMs());
    void reply.header('x-request-id', request.id);
    withRequestId(request.id, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const seconds = (stopwatchMs() - (started.get(request) ?? stopwatchMs())) / 1000;
    metrics.httpSeconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      seconds,
    );
    done();
  });
}
