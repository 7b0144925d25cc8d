import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TwilioFake } from '../../../sandbox/fakes/twilio.js';
import type { InboxTarget } from '../../../sandbox/provider.js';
import type { ChannelDefinition, InboundEvent, Inbox, OutboundMessage, RawRequest, Sent } from '../../../src/channels/contract/index.js';
import { hotlineTwilio } from '../../../src/channels/hotline/index.js';
import { TwilioSettings } from '../../../src/channels/hotline/twilio-settings.js';
import { HttpClient } from '../../../src/platform/http-client/index.js';
import { outbound } from '../../contract/fixtures/kit.js';

export const SID = `AC${'0'.repeat(32)}`;
export const TOKEN = '0123456789abcdef0123456789abcdef';
export const NUMBER = '+6221500000';
export const CUSTOMER = '+6281300000002';

interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Buffer;
}

/** The adapter and the fake of Twilio, each speaking to the other over real sockets; no database. */
export class TwilioRig {
  /** What the webhooks brought, in order. */
  readonly events: InboundEvent[] = [];
  readonly requests: RawRequest[] = [];
  readonly fake: TwilioFake;
  definition: ChannelDefinition;
  inbox: Inbox<never>;
  private http: HttpClient;

  private constructor(
    readonly vendor: Server,
    private readonly desk: Server,
  ) {
    this.fake = new TwilioFake({ sid: SID, token: TOKEN, number: NUMBER, baseUrl: originOf(vendor) });
    this.http = new HttpClient(() => [originOf(vendor)]);
    this.definition = hotlineTwilio({ http: this.http, log: () => undefined });
    this.inbox = this.inboxWith({});
  }

  static async start(): Promise<TwilioRig> {
    const [vendor, desk] = [
      await listening((request, body) => rig.vendorAnswer(request, body)),
      await listening((request, body) => rig.deskAnswer(request, body)),
    ];
    const rig: TwilioRig = new TwilioRig(vendor, desk);
    return rig;
  }

  async stop(): Promise<void> {
    this.fake.stop();
    await this.http.close();
    for (const server of [this.vendor, this.desk]) await closed(server);
  }

  get baseUrl(): string {
    return originOf(this.vendor);
  }

  inboxWith(over: Partial<TwilioSettings>): Inbox<never> {
    const given = { phoneNumber: NUMBER, accountSid: SID, authToken: TOKEN, apiBaseUrl: this.baseUrl };
    const settings = Object.assign(new TwilioSettings(), given, over);
    const ingressUrl = `${originOf(this.desk)}/ingress/hotline/1`;
    return { id: '1', name: 'Hotline', language: 'en', settings, ingressUrl } satisfies Inbox<TwilioSettings> as Inbox<never>;
  }

  /** Where customers of the inbox call and write, with Twilio's token. */
  target(): InboxTarget {
    const { ingressUrl, settings } = this.inbox as Inbox<TwilioSettings>;
    const webhookUrls = Object.fromEntries(this.definition.webhooks.map(({ purpose, path }) => [purpose, `${ingressUrl}/${path}`]));
    return { deskUrl: originOf(this.desk), inboxId: '1', webhookUrls, settings: { ...settings, authToken: TOKEN } };
  }

  send(over: Partial<OutboundMessage> = {}, to = CUSTOMER): Promise<Sent> {
    const message = outbound({ to: { kind: 'phone', scope: '', value: to, displayName: null }, conversation: to, ...over });
    return this.definition.adapter.send(message, this.inbox);
  }

  async fetched(handle: Readonly<Record<string, string | number | null>>) {
    return this.definition.adapter.fetchMedia?.(handle, this.inbox);
  }

  /** The HTTP client may also reach these. */
  async reach(...servers: readonly Server[]): Promise<void> {
    await this.http.close();
    this.http = new HttpClient(() => [this.vendor, ...servers].map(originOf));
    this.definition = hotlineTwilio({ http: this.http, log: () => undefined });
  }

  private async vendorAnswer(request: IncomingMessage, body: Buffer): Promise<Served> {
    const url = new URL(request.url ?? '/', 'http://vendor');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await this.fake.handle({ method: request.method ?? '', path: url.pathname, query: url.searchParams, headers, body });
    const content = Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body ?? null);
    return { status: answer.status, headers: answer.headers ?? {}, content };
  }

  private async deskAnswer(request: IncomingMessage, body: Buffer): Promise<Served> {
    const url = new URL(request.url ?? '/', 'http://desk');
    const raw: RawRequest = {
      method: request.method ?? '',
      path: url.pathname.slice('/ingress/hotline/1/'.length),
      url: `${originOf(this.desk)}${request.url ?? ''}`,
      query: Object.fromEntries(url.searchParams),
      headers: { 'x-twilio-signature': String(request.headers['x-twilio-signature'] ?? '') },
      body,
      receivedAt: new Date(0),
    };
    this.requests.push(raw);
    if (!this.definition.adapter.verify(raw, this.inbox).ok) return { status: 401, headers: {}, content: '' };
    const { events, reply } = await this.definition.adapter.parse(raw, this.inbox);
    this.events.push(...events);
    return { status: reply?.status ?? 200, headers: { 'content-type': reply?.contentType ?? 'text/plain' }, content: reply?.body ?? '' };
  }
}

export async function listening(answer: (request: IncomingMessage, body: Buffer) => Promise<Served>): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answer(request, Buffer.concat(chunks)).then(({ status, headers, content }) => response.writeHead(status, headers).end(content));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
