import type { Socket } from 'socket.io';

interface WebSocketLike {
  readonly bufferedAmount?: number;
  terminate?(): void;
}

/**
 * How much a client has not read yet. engine.io hands packets to the transport only when the ones before have left; until
 * then they pile up in its own buffer, which the WebSocket's `bufferedAmount` does not know of. Both are counted here.
 */
export class Backlog {
  private waiting = 0;

  constructor(private readonly socket: Socket) {
    socket.conn.on('packetCreate', ({ data }: { readonly data?: string | Buffer }) => {
      this.waiting += data === undefined ? 1 : data.length;
    });
    socket.conn.on('flush', () => {
      this.waiting = 0;
    });
  }

  bytes(): number {
    return this.waiting + (this.transport()?.bufferedAmount ?? 0);
  }

  /** Ends the connection without waiting for the other side, and lets go of what was buffered for it. */
  cut(): void {
    const transport = this.transport();
    this.socket.conn.close(true);
    transport?.terminate?.();
  }

  private transport(): WebSocketLike | undefined {
    return (this.socket.conn.transport as unknown as { readonly socket?: WebSocketLike }).socket;
  }
}
