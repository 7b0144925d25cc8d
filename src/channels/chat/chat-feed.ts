import type { Socket } from 'socket.io';
import { stopwatchMs } from '../../kernel/clock.js';
import { Backlog } from '../../platform/sockets/backlog.js';
import type { LiveAttention, LiveConversation, LiveMessage, LiveWaiting, Stop } from '../contract/index.js';

export const PAGE = 100;
/** A client that reads nothing is cut before it costs memory; it resumes by seq. */
const BUFFERED_MAX = 1024 * 1024;
/** How a queue moves is looked at so often, for whoever waits in it. */
const WAITING_MS = 10_000;

/** Keeps one connected customer abreast of the conversation: messages in order of seq, who pays attention, how long it may take. */
export class ChatFeed {
  private lastSeq = 0;
  private seenSeq = 0;
  /** The client has said where it stands; before that nothing is sent. */
  private resumed = false;
  private wanted = false;
  private sending = false;
  private waiting: LiveWaiting | null = null;
  private waitingAt = Number.NEGATIVE_INFINITY;
  private readonly backlog: Backlog;
  private readonly unsubscribe: Stop;

  constructor(
    private readonly socket: Socket,
    private readonly conversation: LiveConversation,
  ) {
    this.backlog = new Backlog(socket);
    this.unsubscribe = conversation.subscribe({ onChange: () => this.catchUp(), onAttention: (attention) => this.attend(attention) });
  }

  async end(): Promise<void> {
    await this.unsubscribe();
  }

  /** What came since is sent, then everything new as it comes. */
  resume(afterSeq: number): void {
    this.lastSeq = afterSeq;
    this.resumed = true;
    this.waitingAt = Number.NEGATIVE_INFINITY;
    this.catchUp();
  }

  /** Hints may come in any number at any time; one loop reads until nothing is new. */
  private catchUp(): void {
    this.wanted = true;
    if (this.sending || !this.resumed) return;
    this.sending = true;
    this.send()
      .catch(() => undefined) // the next hint or the slow poll tries again from the same seq
      .finally(() => {
        this.sending = false;
        if (this.wanted && this.socket.connected) this.catchUp();
      });
  }

  private async send(): Promise<void> {
    this.wanted = false;
    for (;;) {
      const messages = await this.conversation.after(this.lastSeq, PAGE);
      const last = messages.at(-1);
      if (!this.socket.connected) return;
      if (last === undefined) return this.tellWaiting();
      if (this.backlog.bytes() > BUFFERED_MAX) return this.backlog.cut();
      this.socket.emit('messages', messages.map(shown));
      this.lastSeq = last.seq;
      this.waitingAt = Number.NEGATIVE_INFINITY;
    }
  }

  private async tellWaiting(): Promise<void> {
    const now = stopwatchMs();
    // Who waits for nothing is told again only after something was said.
    const isNews = this.waitingAt === Number.NEGATIVE_INFINITY;
    if (!isNews && (this.waiting?.since == null || now - this.waitingAt < WAITING_MS)) return;
    this.waitingAt = now;
    const waiting = await this.conversation.waiting();
    if (JSON.stringify(waiting) === JSON.stringify(this.waiting)) return;
    this.waiting = waiting;
    const { since, answerBy, ...rest } = waiting;
    this.socket.emit('waiting', { ...rest, since: since?.toISOString() ?? null, answerBy: answerBy?.toISOString() ?? null });
  }

  private attend({ isThere, isTyping }: LiveAttention): void {
    if (!this.resumed) return;
    this.socket.emit('typing', { isTyping });
    if (!isThere || this.seenSeq >= this.lastSeq) return;
    this.seenSeq = this.lastSeq;
    this.socket.emit('seen', { seq: this.seenSeq });
  }
}

export function shown(message: LiveMessage): Readonly<Record<string, unknown>> {
  return { ...message, at: message.at.toISOString() };
}
