import type { Server as HttpServer } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type Namespace, Server } from 'socket.io';

/** A longer frame ends the connection. */
const FRAME_MAX = 64 * 1024;

/**
 * The one socket.io server of this process: two on one HTTP server would both answer every upgrade. Namespaces admit
 * for themselves who may connect; origins are theirs to check too, because they differ.
 */
@Injectable()
export class SocketServer implements BeforeApplicationShutdown {
  private readonly io = new Server({ maxHttpBufferSize: FRAME_MAX, serveClient: false, cors: { origin: true }, connectTimeout: 10_000 });
  private attachedTo: HttpServer | null = null;

  /** Listens on the desk's HTTP server. Every edge that has sockets asks for it; the first one does it. */
  attach(server: HttpServer): void {
    if (this.attachedTo === server) return;
    this.attachedTo = server;
    this.io.attach(server);
  }

  namespace(name: `/${string}`): Namespace {
    return this.io.of(name);
  }

  /** Before the HTTP server closes: it would wait for connections that upgraded. */
  beforeApplicationShutdown(): void {
    if (this.attachedTo === null) return;
    this.io.disconnectSockets(true);
    this.io.engine.close();
  }
}
