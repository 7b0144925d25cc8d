import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule, type AppOptions } from './app.module.js';
import { ChannelRegistry } from './channels/index.js';
import { InboxDirectory } from './inboxes/index.js';
import { Ingress } from './intake/ingress.js';
import { LiveFiles } from './intake/live-files.js';
import { servePages } from './pages.js';
import { onlyObjects } from './platform/http/bodies.js';
import { Lifecycle } from './platform/http/lifecycle.js';
import { observeRequests, requestIdFrom } from './platform/http/request-id.js';
import { Metrics } from './platform/metrics/metrics.js';

const JSON_MAX = 1024 * 1024;
const UPLOAD_MAX = 26 * 1024 * 1024;

/** The first inbox that a page can show. */
async function shopInbox(app: NestFastifyApplication): Promise<string | null> {
  const channels = app.get(ChannelRegistry);
  const inboxes = await app.get(InboxDirectory).enabled();
  return inboxes.find((inbox) => channels.find(inbox.channel, inbox.provider)?.live !== undefined)?.id ?? null;
}

/** The whole desk, built and wired but not listening yet. */
export async function createApp(options: AppOptions): Promise<NestFastifyApplication> {
  const { trustProxy } = options.config;
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_MAX,
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    genReqId: (request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> }) => requestIdFrom(request.headers),
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 300 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(options), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  await fastify.register(fastifyCookie);
  await fastify.register(fastifyMultipart, { limits: { fileSize: UPLOAD_MAX, files: 1, fields: 5, headerPairs: 50 } });
  observeRequests(fastify, app.get(Metrics));
  onlyObjects(fastify);
  fastify.addHook('onSend', async (request, reply) => {
    // What somebody may see is nobody else's, in no cache on the way either.
    if (/^\/(api|sandbox\/api)\//.test(request.url) && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('x-frame-options', frameOptions(request.url));
  });
  const lifecycle = app.get(Lifecycle);
  app.get(Ingress).register(fastify, () => lifecycle.isOpen());
  app.get(LiveFiles).register(fastify, { isOpen: () => lifecycle.isOpen(), log: options.log });
  await servePages(fastify, { demo: options.config.demo, shopInbox: () => shopInbox(app) });
  return app;
}

/** The demo's shop is shown inside the demo's sandbox; nothing else is ever framed. */
function frameOptions(url: string): string {
  return /^\/shop(\?|$)/.test(url) ? 'SAMEORIGIN' : 'DENY';
}
