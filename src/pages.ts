import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import send from '@fastify/send';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What `npm run build:web` makes of web/. */
const BUILT = fileURLToPath(new URL('../../dist-web', import.meta.url));

/** Addresses that the agents' page draws itself; all of them are the same document. */
const AGENT_PAGES = ['/', '/login', '/setup', '/inbox', '/inbox/*', '/supervisor', '/supervisor/*', '/admin', '/admin/*', '/me', '/me/*'];

/**
 * Scripts, styles and pictures of our own only, and no inline script. Inline styles are the component library's. Customers'
 * HTML is shown in a sandboxed frame (srcdoc), which inherits this policy and so can load nothing from elsewhere.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; media-src 'self' blob:; frame-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const SHOP_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'");

export interface PageOptions {
  /** The demo's pages: a shop with the widget, and the sandbox. */
  readonly demo: boolean;
  /** The inbox whose chat the shop shows; null: there is none. */
  readonly shopInbox: () => Promise<string | null>;
}

/** The pages, as files: the agents' inbox, the widget, and with the demo a shop and the sandbox. */
export async function servePages(fastify: FastifyInstance, { demo, shopInbox }: PageOptions): Promise<void> {
  const page = (urls: readonly string[], file: string) => {
    const path = join(BUILT, file);
    const html = existsSync(path) ? readFileSync(path) : null;
    for (const url of urls) fastify.get(url, (_request, reply) => sendPage(reply, html));
  };
  page(AGENT_PAGES, 'inbox/index.html');
  if (demo) {
    page(['/sandbox'], 'sandbox/index.html');
    serveShop(fastify, shopInbox);
  }
  const apps = ['inbox', 'widget', ...(demo ? ['sandbox'] : [])]; // kinds of pages
  fastify.get('/assets/:app/:file', (request, reply) => {
    const { app, file } = request.params as { readonly app: string; readonly file: string };
    // Names with a hash of the content: what was fetched once need not be asked for again.
    if (apps.includes(app)) return sendFile(request, reply, { path: `/${app}/assets/${app}/${file}`, maxAge: '365d', immutable: true });
    reply.callNotFound();
    return reply;
  });
  for (const file of ['widget.js', 'widget.mjs'])
    fastify.get(`/${file}`, (request, reply) => {
      // Other sites load it, and must get a new one within minutes.
      void reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      return sendFile(request, reply, { path: `/widget/script/${file}`, maxAge: '5m', immutable: false });
    });
}

/** Its script tag names an inbox, as the page of any shop does. */
function serveShop(fastify: FastifyInstance, shopInbox: PageOptions['shopInbox']): void {
  const path = join(BUILT, 'widget/shop/shop.html');
  const html = existsSync(path) ? readFileSync(path, 'utf8') : null;
  fastify.get('/shop', async (_request, reply) => {
    const inboxId = html === null ? null : await shopInbox();
    // The sandbox shows it in a frame, as a customer's window.
    return sendPage(reply, html === null ? null : Buffer.from(html.replaceAll('%INBOX%', inboxId ?? '')), SHOP_POLICY);
  });
}

interface Sent {
  readonly path: string;
  readonly maxAge: string;
  readonly immutable: boolean;
}

/** The file as it lies there compressed, where the browser takes that. */
async function sendFile(request: FastifyRequest, reply: FastifyReply, { path, ...caching }: Sent): Promise<FastifyReply> {
  const encoding = encodingOf(request.headers['accept-encoding'] ?? '');
  const suffix = encoding !== null && existsSync(join(BUILT, `${path}.${encoding.suffix}`)) ? `.${encoding.suffix}` : '';
  const found = await send(request.raw, `${path}${suffix}`, { ...caching, root: BUILT, index: false, dotfiles: 'ignore' });
  if (found.type !== 'file') {
    found.stream.destroy();
    reply.callNotFound();
    return reply;
  }
  void reply.status(found.statusCode).headers({ ...found.headers, vary: 'accept-encoding', 'content-type': typeOf(path) });
  if (encoding !== null && suffix !== '') void reply.header('content-encoding', encoding.name);
  return reply.send(found.stream);
}

function encodingOf(accepted: string): { readonly name: string; readonly suffix: string } | null {
  if (/\bbr\b/.test(accepted)) return { name: 'br', suffix: 'br' };
  return /\bgzip\b/.test(accepted) ? { name: 'gzip', suffix: 'gz' } : null;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json; charset=utf-8',
};

function typeOf(path: string): string {
  return TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

function sendPage(reply: FastifyReply, html: Buffer | null, policy = POLICY): FastifyReply {
  if (html === null) return reply.status(503).type('text/plain; charset=utf-8').send('The pages are not built: npm run build:web\n');
  return (
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      // Who wrote a link would be told by the lookup of its host that it was read.
      .header('x-dns-prefetch-control', 'off')
      .header('cache-control', 'no-cache')
      .send(html)
  );
}
