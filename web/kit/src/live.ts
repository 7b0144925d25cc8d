import type { ClientFrames, Known, ServerFrames } from '@parley/sdk/realtime';
import { io, type Socket } from 'socket.io-client';
import { csrfToken } from './desk.js';

export type LiveState = 'connecting' | 'connected' | 'away';
type Names = keyof ServerFrames;

const AGAIN_MS = 3_000;

/**
 * The agents' live connection. It carries hints only: what they mean is fetched by the API. After every reconnect, and when
 * the desk says `resync`, whoever listens to `again` says anew what it shows and watches.
 */
export class Live {
  private socket: Socket<ServerFrames, ClientFrames> | null = null;
  private current: LiveState = 'connecting';
  private readonly stateListeners = new Set<() => void>();
  private readonly again = new Set<() => void>();
  private readonly listeners = new Map<Names, Set<(frame: never) => void>>();

  readonly state = (): LiveState => this.current;

  readonly onState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  start(): void {
    if (this.socket !== null) return;
    const socket: Socket<ServerFrames, ClientFrames> = io('/realtime', {
      transports: ['websocket'],
      auth: (give) =>
        void csrfToken().then(
          (token) => give({ csrfToken: token }),
          () => give({}),
        ),
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
    });
    this.socket = socket;
    socket.on('ready', () => this.ready());
    socket.on('resync', () => this.ready());
    const away = () => {
      this.become('away');
      // What the desk itself ended or refused is not tried again by the library: it may just be restarting. Not all at once.
      if (!socket.active) setTimeout(() => this.socket === socket && socket.connect(), AGAIN_MS * (0.5 + Math.random()));
    };
    socket.on('disconnect', away);
    socket.on('connect_error', away);
    for (const [name, group] of this.listeners) for (const listener of group) socket.on(name, listener as never);
  }

  stop(): void {
    this.socket?.disconnect();
    this.socket = null;
    this.become('connecting');
  }

  on<Name extends Names>(name: Name, listener: ServerFrames[Name]): () => void {
    const group = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, group);
    group.add(listener as never);
    this.socket?.on(name, listener as never);
    return () => {
      group.delete(listener as never);
      this.socket?.off(name, listener as never);
    };
  }

  /** Called at once when connected, and after each time something may have been missed. */
  onAgain(listener: () => void): () => void {
    this.again.add(listener);
    if (this.current === 'connected') listener();
    return () => this.again.delete(listener);
  }

  /** The rows on the screen; null when the desk is away (`onAgain` will be called). */
  async show(tickets: readonly Known[]) {
    return this.emit((socket) => socket.emitWithAck('show', { tickets }));
  }

  async watch(ticketId: string) {
    return this.emit((socket) => socket.emitWithAck('watch', { ticketId }));
  }

  async unwatch(ticketId: string) {
    return this.emit((socket) => socket.emitWithAck('unwatch', { ticketId }));
  }

  /** To be said every 5 s while it holds. */
  async attend(ticketId: string, attention: Parameters<ClientFrames['attend']>[0]['attention']) {
    return this.emit((socket) => socket.emitWithAck('attend', { ticketId, attention }));
  }

  private async emit<Answer>(say: (socket: Socket<ServerFrames, ClientFrames>) => Promise<Answer>): Promise<Answer | null> {
    if (this.socket === null || !this.socket.connected) return null;
    return say(this.socket).catch(() => null);
  }

  private ready(): void {
    this.become('connected');
    for (const listener of this.again) listener();
  }

  private become(state: LiveState): void {
    if (state === this.current) return;
    this.current = state;
    for (const listener of this.stateListeners) listener();
  }
}

export const live = new Live();
