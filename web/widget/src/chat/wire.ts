import { io, type Socket } from 'socket.io-client';
import type { ChatFile, Identity, Limits, Waiting } from './types';

/** As the desk sends a message. */
export interface WireMessage {
  readonly seq: number;
  readonly id: string;
  readonly clientId: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly authorName: string;
  readonly automatic: boolean;
  readonly text: string;
  readonly at: string;
  readonly files: readonly ChatFile[];
}

export interface WireSession {
  readonly visitorToken: string;
  readonly conversation: string;
  readonly inbox: { readonly name: string; readonly language: string };
  readonly limits: Limits;
}

export interface WireEvents {
  session(session: WireSession): void;
  messages(messages: readonly WireMessage[]): void;
  waiting(waiting: Waiting): void;
  typing(typing: { readonly isTyping: boolean }): void;
  seen(seen: { readonly seq: number }): void;
}

export interface WireListener extends WireEvents {
  connecting(): void;
  lost(): void;
  refused(code: string): void;
}

export type Answer = { readonly ok: boolean; readonly code?: string; readonly retry?: boolean } & Readonly<Record<string, unknown>>;

const ACK_MS = 10_000;
/** A desk that restarts is back within seconds; one that is down must not be stormed. */
const BACKOFF_MS = [300, 1_000, 2_000, 4_000, 8_000];
/** Refusals that only somebody else can end: an administrator, or a new signature. */
const FINAL = new Set(['chat.no-such-inbox', 'chat.origin-not-allowed', 'chat.bad-identity', 'chat.identity-required']);
const FINAL_MS = 60_000;
const FRAMES = ['session', 'messages', 'waiting', 'typing', 'seen'] as const;

export interface Credentials {
  readonly inboxId: string;
  readonly visitorToken?: string;
  readonly identity?: Identity;
}

/** The socket, which comes back by itself: socket.io does not after a refusal or when the desk has ended the connection. */
export class Wire {
  private readonly socket: Socket;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    deskUrl: string,
    private readonly credentials: () => Credentials,
    private readonly listener: WireListener,
  ) {
    this.socket = io(`${deskUrl}/chat`, {
      auth: (give) => give(this.credentials()),
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnection: false,
      autoConnect: false,
      forceNew: true,
    });
    this.socket.on('connect', () => {
      this.attempt = 0;
    });
    this.socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') this.lost();
    });
    this.socket.on('connect_error', (error) => this.failed(error.message));
    for (const name of FRAMES) this.socket.on(name, (frame: unknown) => this.listener[name](frame as never));
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  connect(): void {
    clearTimeout(this.timer);
    if (this.socket.connected) return;
    this.listener.connecting();
    this.socket.connect();
  }

  /** With new credentials. */
  reconnect(): void {
    this.socket.disconnect();
    this.attempt = 0;
    this.connect();
  }

  close(): void {
    clearTimeout(this.timer);
    this.socket.disconnect();
  }

  tell(name: string, frame: unknown): void {
    // Not `volatile`: that also drops what is said while another frame is just leaving.
    if (this.socket.connected) this.socket.emit(name, frame);
  }

  /** `{ ok: false, retry: true }` when no answer came. */
  async ask(name: string, frame: unknown = {}): Promise<Answer> {
    if (!this.socket.connected) return { ok: false, code: 'chat.offline', retry: true };
    try {
      return (await this.socket.timeout(ACK_MS).emitWithAck(name, frame)) as Answer;
    } catch {
      return { ok: false, code: 'chat.offline', retry: true };
    }
  }

  private failed(code: string): void {
    const isFinal = FINAL.has(code);
    if (isFinal || code === 'chat.bad-token') this.listener.refused(code);
    if (isFinal) this.again(FINAL_MS);
    else this.lost();
  }

  private lost(): void {
    this.listener.lost();
    const wait = BACKOFF_MS[Math.min(this.attempt, BACKOFF_MS.length - 1)] ?? 0;
    this.attempt += 1;
    // Not all customers of a desk at the same moment.
    this.again(wait * (0.7 + Math.random() * 0.6));
  }

  private again(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), ms);
  }
}
