import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ChannelRegistry, type Parsed, type RawRequest, type Reply } from '../channels/index.js';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import { systemClock } from '../kernel/clock.js';
import { type InboxId, isUuid } from '../kernel/id.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Receipts } from './receipts.js';
import { glanceOf } from './turns.js';

/** Providers' calls are small (media are fetched separately); Meta batches at most some hundred KB. */
const BODY_MAX = 3 * 1024 * 1024;
const OK: Reply = { status: 200, contentType: 'text/plain; charset=utf-8', body: '' };

/**
 * `/ingress/<channel>/<inboxId>/…`: the webhooks of all providers. Signature first, over the bytes as they came; then
 * the receipt; the provider hears 200 only after COMMIT. A plain Fastify route: Nest would parse the body.
 */
@Injectable()
export class Ingress {
  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly receipts: Receipts,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** @param isOpen false while the process shuts down: providers try again elsewhere */
  register(fastify: FastifyInstance, isOpen: () => boolean): void {
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_MAX }, (_request, body, done) => done(null, body));
      scope.route({
        method: ['GET', 'POST'],
        url: '/ingress/:channel/:inboxId/*',
        bodyLimit: BODY_MAX,
        handler: (request, reply) => (isOpen() ? this.answer(request, reply) : reply.status(503).header('retry-after', '2').send()),
      });
      scope.route({
        method: ['GET', 'POST'],
        url: '/ingress/:channel/:inboxId',
        bodyLimit: BODY_MAX,
        handler: (request, reply) => (isOpen() ? this.answer(request, reply) : reply.status(503).header('retry-after', '2').send()),
      });
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { channel, inboxId } = request.params as { readonly channel: string; readonly inboxId: string };
    const inbox = isUuid(inboxId) ? await this.inboxes.find(inboxId as InboxId) : null;
    if (inbox === null || inbox.channel !== channel || !inbox.enabled) return reply.status(404).send();
    const { definition, inbox: opened } = this.channels.open(inbox);
    // A mailbox or a socket has entrances of its own; over HTTP nothing proves who sent it.
    if (definition.webhooks.length === 0) return reply.status(404).send();
    const raw = rawOf(request, opened.ingressUrl);
    const verdict = definition.adapter.verify(raw, opened);
    if (!verdict.ok) {
      this.metrics.receipts.inc({ channel, provider: inbox.provider, outcome: 'unverified' });
      this.log.info({ event: 'ingress.refused', inboxId, reason: verdict.reason });
      return reply.status(401).header('content-type', 'text/plain; charset=utf-8').send('unauthorized');
    }
    const parsed = await definition.adapter.parse(raw, opened);
    if (isWorthKeeping(parsed)) await this.receipts.accept(inbox, raw, { ...glanceOf(parsed), keptHeaders: definition.keptHeaders });
    else this.countIgnored(inbox, parsed);
    const { status, contentType, body } = parsed.reply ?? OK;
    return reply.status(status).header('content-type', contentType).send(body);
  }

  private countIgnored({ channel, provider }: InboxRecord, parsed: Parsed): void {
    if (parsed.refusals.length > 0) this.metrics.receipts.inc({ channel, provider, outcome: 'ignored' });
  }
}

function isWorthKeeping(parsed: Parsed): boolean {
  return parsed.events.length > 0 || parsed.refusals.some((r) => r.severity === 'quarantine');
}

function rawOf(request: FastifyRequest, ingressUrl: string): RawRequest {
  const path = ((request.params as { readonly '*'?: string })['*'] ?? '').replace(/\/+$/, '');
  const search = request.url.indexOf('?');
  return {
    method: request.method,
    path,
    // Never from Host or X-Forwarded-*: what a provider signed is the URL we gave it.
    url: `${ingressUrl}${path === '' ? '' : `/${path}`}${search < 0 ? '' : request.url.slice(search)}`,
    query: singleValues(request.query as Readonly<Record<string, unknown>>),
    headers: singleValues(request.headers),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    receivedAt: systemClock.now(),
  };
}

function singleValues(many: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(many).flatMap(([name, value]) => {
      const single: unknown = Array.isArray(value) ? value[0] : value;
      return typeof single === 'string' ? [[name, single]] : [];
    }),
  );
}
