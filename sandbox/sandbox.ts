import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { systemClock } from '../src/kernel/clock.js';
import { Control } from './control.js';
import { chat } from './customers/chat.js';
import { email } from './customers/email.js';
import { hotline } from './customers/hotline.js';
import { messenger } from './customers/messenger.js';
import { telegram } from './customers/telegram.js';
import { whatsapp } from './customers/whatsapp.js';
import { exchanges } from './exchanges.js';
import type { Fake, FakeRequest, FakeResponse } from './fakes/fake.js';
import type { RunningProvider, SandboxProvider } from './provider.js';
import type { SandboxState } from './state.js';

const BODY_MAX = 64 * 1024 * 1024;

/** Every provider that can be tried without an account. */
export const providers: readonly SandboxProvider[] = [chat, email, hotline, messenger, telegram, whatsapp];

export interface RunningSandbox {
  readonly httpUrl: string;
  readonly providers: ReadonlyMap<string, RunningProvider & Pick<SandboxProvider, 'channel' | 'provider'>>;
  stop(): Promise<void>;
}

/** Starts the fakes of all providers on one HTTP port (and the mail servers on theirs). */
export async function runSandbox(state: SandboxState): Promise<RunningSandbox> {
  const fakes = new Map<string, Fake>();
  const port = await state.port('http');
  const running = new Map<string, RunningProvider & Pick<SandboxProvider, 'channel' | 'provider'>>();
  const control = new Control(running);
  const server = createServer((request, response) => {
    answer({ fakes, control }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const httpUrl = `http://127.0.0.1:${port}`;
  const context = {
    httpUrl,
    serve: (fake: Fake) => void fakes.set(fake.name, fake),
    secret: (name: string) => state.secret(name),
    port: (name: string) => state.port(name),
  };
  for (const { channel, provider, start } of providers)
    running.set(`${channel}/${provider}`, { ...(await start(context)), channel, provider });
  control.open();
  return { httpUrl, providers: running, stop: () => stop(server, running) };
}

async function stop(server: Server, running: RunningSandbox['providers']): Promise<void> {
  for (const provider of running.values()) await provider.stop();
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

interface Served {
  readonly fakes: ReadonlyMap<string, Fake>;
  readonly control: Control;
}

async function answer({ fakes, control }: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const [, name = '', ...rest] = url.pathname.split('/');
  const body = await bodyOf(request);
  if (name === 'control') {
    // The simulator and the desk, never a page of some other site that guessed the port.
    const isBrowser = request.headers['origin'] !== undefined || request.headers['sec-fetch-site'] !== undefined;
    return reply(response, isBrowser ? { status: 403, body: { error: 'not for browsers' } } : await control.handle(rest[0] ?? '', body));
  }
  const fake = fakes.get(name);
  if (fake === undefined) return reply(response, { status: 404, body: { error: 'no such fake' } });
  const headers = Object.fromEntries(Object.entries(request.headers).map(([field, value]) => [field, [value].flat().join(', ')]));
  const asked = { method: request.method ?? 'GET', path: `/${rest.join('/')}`, query: url.searchParams, headers, body };
  reply(response, await recorded(fake, asked));
}

async function recorded(fake: Fake, asked: FakeRequest): Promise<FakeResponse> {
  const { method, path, query, headers, body } = asked;
  const startedAt = systemClock.now();
  const given = await fake.handle(asked);
  const answer = Buffer.isBuffer(given.body) ? `[${given.body.length} bytes]` : shownOf(given);
  const url = `/${fake.name}${path}${query.size > 0 ? `?${query}` : ''}`;
  exchanges.record({ direction: 'from-desk', method, url, headers, body, status: given.status, answer, startedAt });
  return given;
}

function shownOf({ body }: FakeResponse): string {
  if (body === undefined || typeof body === 'string') return body ?? '';
  return JSON.stringify(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_MAX) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, { status, headers, body }: FakeResponse): void {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const shown = Buffer.isBuffer(body) ? body : shownOf({ status, body });
  response.writeHead(status, { ...(isRaw ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(shown);
}
