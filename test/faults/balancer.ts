import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What stands before several desks: each request goes to the next of them, and to another when that one does not listen.
 * What was cut off on the way is cut off for the caller too: nobody knows whether it was done.
 */
export class Balancer {
  private turn = 0;
  private server: Server | null = null;
  /** Requests that each desk answered. */
  readonly answered: number[];

  constructor(private readonly ports: readonly number[]) {
    this.answered = ports.map(() => 0);
  }

  /** @returns its port */
  listen(port: number): Promise<number> {
    const server = createServer((asked, answer) => void this.pass(asked, answer));
    this.server = server;
    return new Promise((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    try {
      for await (const chunk of asked) body.push(chunk as Buffer);
    } catch {
      return; // the caller went away
    }
    this.turn += 1;
    this.tryFrom(this.turn, this.ports.length, { asked, body: Buffer.concat(body), answer });
  }

  private tryFrom(
    turn: number,
    left: number,
    passing: { readonly asked: IncomingMessage; readonly body: Buffer; readonly answer: ServerResponse },
  ): void {
    const { asked, body, answer } = passing;
    const at = turn % this.ports.length;
    const onward = request({
      host: '127.0.0.1',
      port: this.ports[at],
      method: asked.method,
      path: asked.url,
      headers: { ...asked.headers, connection: 'close' },
      agent: false,
    });
    onward.once('response', (came) => {
      this.answered[at] = (this.answered[at] ?? 0) + 1;
      answer.writeHead(came.statusCode ?? 502, came.headers);
      came.once('error', () => answer.destroy());
      came.pipe(answer);
    });
    onward.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && left > 1) return this.tryFrom(turn + 1, left - 1, passing);
      answer.destroy();
    });
    onward.end(body);
  }
}
