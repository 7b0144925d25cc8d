import type { Socket } from 'socket.io';
import type { Credential } from '../access/index.js';
import { stopwatchMs } from '../kernel/clock.js';
import type { TicketId } from '../kernel/id.js';
import { Backlog } from '../platform/sockets/backlog.js';
import type { ServerFrames } from './frames.js';
import type { Beholder, SeenTicket, TicketSight } from './ticket-sight.js';

/** A client that does not read is cut before it costs memory; what it missed it fetches after it reconnected. */
const BACKLOG_MAX = 1024 * 1024;
/** Rights that could not be checked for so long count as none. */
const RIGHTS_MS = 2_000;
const RATE = { frames: 40, cutAt: 400, perMs: 10_000 };

export type RealtimeSocket = Socket<Record<string, never>, ServerFrames>;

type FrameName = Exclude<keyof ServerFrames, 'revoked'>;

/** One connected browser or program: who it is now, what it shows, and the only way to send to it. */
export class AgentSocket {
  readonly shown = new Set<TicketId>();
  readonly watched = new Set<TicketId>();
  private readonly backlog: Backlog;
  private rightsAt = stopwatchMs();
  private missed = false;
  private recent: number[] = [];

  constructor(
    readonly socket: RealtimeSocket,
    readonly connectionId: string,
    readonly credential: Credential,
    private beholder: Beholder,
  ) {
    this.backlog = new Backlog(socket as unknown as Socket);
  }

  get who(): Beholder {
    return this.beholder;
  }

  sees(sight: TicketSight, ticket: SeenTicket): boolean {
    return sight.sees(this.beholder, ticket);
  }

  /** Rights were read just now. @returns whether something could not be sent in the meantime */
  confirm(beholder: Beholder): boolean {
    const { missed } = this;
    this.beholder = beholder;
    this.rightsAt = stopwatchMs();
    this.missed = false;
    return missed;
  }

  /** Nothing is sent on rights that are older than two seconds. */
  send<Name extends FrameName>(name: Name, ...frame: Parameters<ServerFrames[Name]>): void {
    if (!this.socket.connected) return;
    if (stopwatchMs() - this.rightsAt > RIGHTS_MS) {
      this.missed = true;
      return;
    }
    if (this.backlog.bytes() > BACKLOG_MAX) return this.backlog.cut();
    this.socket.emit(name, ...frame);
  }

  revoke(): void {
    this.socket.emit('revoked');
    this.socket.disconnect(true);
  }

  /** Counts a frame of the client. One that does not slow down is cut. */
  isTooFast(): boolean {
    const now = stopwatchMs();
    this.recent = this.recent.filter((at) => now - at < RATE.perMs);
    this.recent.push(now);
    if (this.recent.length > RATE.cutAt) this.backlog.cut();
    return this.recent.length > RATE.frames;
  }
}
