import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { io, type Socket } from 'socket.io-client';
import { loadConfig } from '../../../src/config/index.js';
import { createApp } from '../../../src/create-app.js';
import { closeDesk } from '../../../src/desk-process.js';
import { PostgresHints } from '../../../src/platform/hints/postgres-hints.js';
import { Log } from '../../../src/platform/logging/log.js';
import { Realtime } from '../../../src/realtime/realtime.js';
import { PASSWORD, type TestDesk } from '../../kit/test-desk.js';

export type Frame = Record<string, unknown>;

/** A browser or program of an agent, which remembers every frame it was sent. */
export class Client {
  readonly frames: { readonly name: string; readonly frame: Frame }[] = [];
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((name: string, frame: Frame = {}) => {
      this.frames.push({ name, frame });
      this.stir();
    });
    socket.on('disconnect', (reason) => {
      this.frames.push({ name: 'disconnect', frame: { reason } });
      this.stir();
    });
  }

  /** @throws the refusal's code */
  static async connect(url: string, options: object): Promise<Client> {
    const client = new Client(io(`${url}/realtime`, { transports: ['websocket'], forceNew: true, reconnection: false, ...options }));
    await new Promise<void>((resolve, reject) => {
      client.socket.once('connect', resolve);
      client.socket.once('connect_error', (error) => reject(error));
    });
    await client.next('ready');
    return client;
  }

  ask(name: string, frame: unknown): Promise<Frame> {
    return this.socket.timeout(5_000).emitWithAck(name, frame) as Promise<Frame>;
  }

  of(name: string): readonly Frame[] {
    return this.frames.filter((f) => f.name === name).map((f) => f.frame);
  }

  /** The first frame, of those there are and those to come, that fits. */
  async next(name: string, fits: (frame: Frame) => boolean = () => true, withinMs = 5_000): Promise<Frame> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = this.of(name).find(fits);
      if (found !== undefined) return found;
      await this.more(name, deadline - performance.now());
    }
  }

  forget(): void {
    this.frames.length = 0;
  }

  close(): void {
    this.socket.disconnect();
  }

  private more(name: string, ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no such frame "${name}"; there are ${JSON.stringify(this.frames)}`)),
        Math.max(0, ms),
      );
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private stir(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}

export interface SecondDesk {
  readonly url: string;
  readonly app: NestFastifyApplication;
  stop(): Promise<void>;
}

/** Another process's desk on the same database; here it is the same process, but nothing in memory is shared. */
export async function secondDesk(desk: TestDesk): Promise<SecondDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-second-'));
  const config = loadConfig({
    DATA_DIR: folder,
    DATABASE_URL: desk.databaseUrl,
    SECRET_KEY: 'test-secret-key-of-more-than-32-characters',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, databaseUrl: desk.databaseUrl, log: new Log('silent'), channels: () => [] });
  await app.init();
  await app.get(PostgresHints).listen();
  app.get(Realtime).start(app.getHttpServer());
  await app.listen(0, '127.0.0.1');
  const stop = async () => {
    await closeDesk(app);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: await app.getUrl(), app, stop };
}

export interface Login {
  readonly cookie: string;
  readonly csrfToken: string;
  readonly agentId: string;
}

export async function newAgent(desk: TestDesk, over: object = {}): Promise<{ readonly id: string; readonly email: string }> {
  const email = `${Math.random().toString(36).slice(2)}@example.com`;
  const body = { email, name: 'An agent', role: 'agent', password: PASSWORD, ...over };
  const { body: agent } = await desk.request('POST', '/api/v1/agents', { body });
  return { id: String(agent['id']), email };
}

export async function login(desk: TestDesk, email: string): Promise<Login> {
  const response = await fetch(`${desk.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const { csrfToken, agent } = (await response.json()) as { csrfToken: string; agent: { id: string } };
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', csrfToken, agentId: agent.id };
}

/** As one of our pages in a browser connects. */
export function browser(desk: TestDesk, { cookie, csrfToken }: Login, origin = desk.url): object {
  return { auth: { csrfToken }, extraHeaders: { cookie, origin } };
}

export async function openTicket(
  desk: TestDesk,
  over: object = {},
): Promise<{ readonly ticketId: string; readonly version: number; readonly seq: number }> {
  const contact = { name: 'Ayu', identities: [{ kind: 'email', value: 'ayu@example.com' }] };
  const { body } = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'Refund', text: 'Where is it?', contact, ...over } });
  return { ticketId: String(body['id']), version: Number(body['version']), seq: 1 };
}
