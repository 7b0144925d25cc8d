import type { Socket } from 'socket.io';
import { stopwatchMs, systemClock } from '../../kernel/clock.js';
import { isUuid } from '../../kernel/id.js';
import { storableText } from '../../kernel/message.js';
import { Backlog } from '../../platform/sockets/backlog.js';
import { type Inbox, type LiveMessage, type LiveSink, numberOf, objectOf, type Stop, textOf } from '../contract/index.js';
import { frameRequest } from './frames.js';
import type { ChatPerson } from './identity.js';
import type { WidgetSettings } from './widget-settings.js';

const TEXT_MAX = 4000;
const PAGE = 100;
/** A client that reads nothing is cut before it costs memory; it resumes by seq. */
const BUFFERED_MAX = 1024 * 1024;
const RATE = { frames: 20, perMs: 10_000 };

export interface SessionParts {
  readonly inbox: Inbox<WidgetSettings>;
  readonly person: ChatPerson;
  readonly visitorToken: string;
  readonly sink: LiveSink<WidgetSettings>;
}

type Ack = (answer: Readonly<Record<string, unknown>>) => void;

/** One connected customer: takes frames in, and keeps them abreast of the conversation in order of seq. */
export class ChatSession {
  private lastSeq = 0;
  /** The client has said where it stands; before that nothing is sent. */
  private resumed = false;
  private wanted = false;
  private sending = false;
  private readonly unsubscribe: Stop;
  private recent: number[] = [];
  private readonly backlog: Backlog;

  constructor(
    private readonly socket: Socket,
    private readonly parts: SessionParts,
  ) {
    const { sink, inbox, person } = parts;
    this.backlog = new Backlog(socket);
    this.unsubscribe = sink.subscribe(inbox.id, person.conversation, () => this.catchUp());
    socket.on('message', (frame: unknown, ack: unknown) => void this.answer(ack, () => this.message(frame)));
    socket.on('receipt', (frame: unknown, ack: unknown) => void this.answer(ack, () => this.receipt(frame)));
    socket.on('resume', (frame: unknown, ack: unknown) => void this.answer(ack, () => this.resume(frame)));
    socket.on('typing', () => undefined);
    socket.on('disconnect', () => void this.unsubscribe());
    socket.emit('session', { visitorToken: parts.visitorToken, conversation: person.conversation });
  }

  /** Everything taken in so far is committed: acks follow commits. */
  async end(): Promise<void> {
    await this.unsubscribe();
  }

  private async answer(ack: unknown, work: () => Promise<Readonly<Record<string, unknown>>>): Promise<void> {
    const reply: Ack = typeof ack === 'function' ? (ack as Ack) : () => undefined;
    if (this.isTooFast()) return reply({ ok: false, code: 'chat.too-fast', retry: true });
    try {
      const inbox = await this.parts.sink.inbox(this.parts.inbox.id);
      if (inbox === null) {
        reply({ ok: false, code: 'chat.closed', retry: false });
        this.socket.disconnect(true);
        return;
      }
      reply(await work());
    } catch {
      // Not stored: the client keeps the frame and sends it again, with the same id.
      reply({ ok: false, code: 'chat.unavailable', retry: true });
    }
  }

  /** `{ clientId: uuid, text }`; acknowledged after COMMIT. */
  private async message(value: unknown): Promise<Readonly<Record<string, unknown>>> {
    const frame = objectOf(value);
    const clientId = textOf(frame['clientId']);
    const text = textOf(frame['text']);
    if (clientId === null || !isUuid(clientId) || text === null || storableText(text).trim() === '')
      return { ok: false, code: 'chat.malformed', retry: false };
    if (text.length > TEXT_MAX) return { ok: false, code: 'chat.too-long', retry: false, max: TEXT_MAX };
    return this.accept('message', { clientId, text });
  }

  /** `{ messageIds: uuid[] (100 at most), state: 'delivered' | 'read' }` */
  private async receipt(value: unknown): Promise<Readonly<Record<string, unknown>>> {
    const frame = objectOf(value);
    const ids = Array.isArray(frame['messageIds']) ? frame['messageIds'].slice(0, PAGE).map(textOf) : [];
    const state = frame['state'] === 'read' ? 'read' : 'delivered';
    const { sink, inbox, person } = this.parts;
    // Only of what was said to this customer: ids of other people's messages, or made-up ones, mean nothing.
    const own = await sink.saidTo(
      inbox.id,
      person.conversation,
      ids.filter((id): id is string => id !== null && isUuid(id)),
    );
    for (const messageId of own) await this.accept('receipt', { messageId, state });
    return { ok: true };
  }

  /** `{ afterSeq }`: what came since is sent, then everything new as it comes. */
  private async resume(value: unknown): Promise<Readonly<Record<string, unknown>>> {
    const after = numberOf(objectOf(value)['afterSeq']) ?? 0;
    this.lastSeq = Math.max(0, Math.floor(after));
    this.resumed = true;
    this.catchUp();
    return { ok: true };
  }

  private async accept(
    kind: 'message' | 'receipt',
    content: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { sink, inbox, person } = this.parts;
    const { duplicate } = await sink.accept(inbox.id, frameRequest(kind, content, { person, inbox, at: systemClock.now() }));
    return { ok: true, duplicate };
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
    const { sink, inbox, person } = this.parts;
    this.wanted = false;
    for (;;) {
      const messages = await sink.history(inbox.id, person.conversation, this.lastSeq, PAGE);
      const last = messages.at(-1);
      if (last === undefined || !this.socket.connected) return;
      if (this.backlog.bytes() > BUFFERED_MAX) return this.backlog.cut();
      this.socket.emit('messages', messages.map(shown));
      this.lastSeq = last.seq;
      if (messages.length < PAGE) return;
    }
  }

  private isTooFast(): boolean {
    const now = stopwatchMs();
    this.recent = this.recent.filter((at) => now - at < RATE.perMs);
    if (this.recent.length >= RATE.frames) return true;
    this.recent.push(now);
    return false;
  }
}

function shown(message: LiveMessage): Readonly<Record<string, unknown>> {
  return { ...message, at: message.at.toISOString() };
}
