import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly payload: { readonly type: string; readonly timestamp: string; readonly data: Record<string, unknown> };
}

type Answerer = (response: ServerResponse) => void;

/** Somebody else's server that is told of events. It answers 204 unless the test says otherwise. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private script: Answerer[] = [];
  private rest: Answerer = (response) => response.writeHead(204).end();
  private waiting: (() => void)[] = [];
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const payload = JSON.parse(body) as Received['payload'];
      this.received.push({ id: String(request.headers['webhook-id']), headers: request.headers, body, payload });
      for (const tell of this.waiting.splice(0)) tell();
      (this.script.shift() ?? this.rest)(response);
    });
  });

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get types(): readonly string[] {
    return this.received.map(({ payload }) => payload.type);
  }

  /** The next calls are answered so, one after the other. */
  next(...answers: readonly (number | Answerer)[]): void {
    this.script.push(...answers.map(answerer));
  }

  /** Every call from now on, after what is scripted. */
  always(answer: number | Answerer): void {
    this.rest = answerer(answer);
  }

  forget(): void {
    this.received.length = 0;
    this.script = [];
    this.always(204);
  }

  /** Resolves with the next call. */
  async oneMore(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As a receiver checks it, with the library of the standard. @throws when the signature is not right */
export function verified({ body, headers }: Received, secret: string): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}

function answerer(answer: number | Answerer): Answerer {
  return typeof answer === 'number'
    ? (response) => response.writeHead(answer, { 'content-type': 'text/plain' }).end(`said ${answer}`)
    : answer;
}
