import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { chatWidget } from '../../../src/channels/chat/index.js';
import { type TestDesk, type TestDeskOptions, testDesk } from '../../kit/test-desk.js';

export const SECRET = 'an identity secret of more than 32 characters';
/** A picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export type Frame = Record<string, unknown>;

/** A desk with one chat inbox, its sockets open. */
export async function chatDesk(options: TestDeskOptions = {}): Promise<{ readonly desk: TestDesk; readonly inboxId: string }> {
  const desk = await testDesk({ channels: (deps) => [chatWidget(deps)], live: true, ...options });
  return { desk, inboxId: await chatInbox(desk) };
}

export async function chatInbox(desk: TestDesk, settings: object = {}, name = 'Kopi & Co'): Promise<string> {
  const body = { name, channel: 'chat', provider: 'widget', language: 'en', enabled: true };
  const made = await desk.request('POST', '/api/v1/inboxes', { body: { ...body, settings: { identitySecret: SECRET, ...settings } } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return String(made.body['id']);
}

/** A customer's client, which remembers every frame it was sent. */
export class Customer {
  readonly frames: { readonly name: string; readonly frame: unknown }[] = [];

  private constructor(
    private readonly url: string,
    readonly socket: Socket,
  ) {
    socket.onAny((name: string, frame: unknown) => void this.frames.push({ name, frame }));
  }

  /** @throws the refusal's code */
  static async connect(url: string, auth: object, headers: Record<string, string> = {}): Promise<Customer> {
    const socket = io(`${url}/chat`, { auth, transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: headers });
    const customer = new Customer(url, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    await customer.next('session');
    return customer;
  }

  ask(name: string, frame: unknown = {}): Promise<Frame> {
    return this.socket.timeout(5_000).emitWithAck(name, frame) as Promise<Frame>;
  }

  say(text: string, more: object = {}): Promise<Frame> {
    return this.ask('message', { clientId: randomUUID(), text, ...more });
  }

  of<T = Frame>(name: string): readonly T[] {
    return this.frames.filter((f) => f.name === name).map((f) => f.frame as T);
  }

  /** Every message so far. */
  messages(): readonly Frame[] {
    return this.of<readonly Frame[]>('messages').flat();
  }

  async next(name: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    for (const deadline = performance.now() + 5_000; performance.now() < deadline; ) {
      const found = this.of(name).find(fits);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no such frame "${name}"; there are ${JSON.stringify(this.frames)}`);
  }

  async message(fits: (message: Frame) => boolean): Promise<Frame> {
    await this.next('messages', (frame) => (frame as unknown as readonly Frame[]).some(fits));
    return this.messages().find(fits) ?? {};
  }

  async upload(
    content: Buffer,
    name: string,
    headers: Record<string, string> = {},
  ): Promise<{ readonly status: number; readonly body: Frame }> {
    const { url } = await this.ask('upload');
    return put(`${this.url}${String(url)}&name=${encodeURIComponent(name)}`, content, headers);
  }

  async link(fileId: string): Promise<string | null> {
    const { links } = (await this.ask('links', { fileIds: [fileId] })) as { links: Record<string, string> };
    return links[fileId] === undefined ? null : `${this.url}${links[fileId]}`;
  }

  close(): void {
    this.socket.disconnect();
  }
}

export async function put(url: string, content: Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(content),
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Frame };
}

/** The ticket of the only conversation, once its first message is in it. */
export async function onlyTicket(desk: TestDesk): Promise<Frame> {
  await desk.drainJobs();
  const { body } = await desk.request('GET', '/api/v1/tickets?limit=1');
  return body.items[0] ?? {};
}

export async function messagesOf(desk: TestDesk, ticketId: unknown): Promise<readonly Frame[]> {
  return (await desk.request('GET', `/api/v1/tickets/${String(ticketId)}/messages`)).body.items;
}

export async function answer(desk: TestDesk, ticketId: unknown, text: string, attachmentIds: readonly string[] = []): Promise<Frame> {
  const made = await desk.request('POST', `/api/v1/tickets/${String(ticketId)}/messages`, { body: { kind: 'reply', text, attachmentIds } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  await desk.drainJobs();
  return made.body;
}

/** As an agent uploads a file. @returns its id */
export async function agentFile(desk: TestDesk, content: Buffer, name: string, type: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const response = await fetch(`${desk.url}/api/v1/attachments`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${desk.token}` },
  });
  return String(((await response.json()) as Frame)['id']);
}
