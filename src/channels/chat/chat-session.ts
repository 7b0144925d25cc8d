import type { Socket } from 'socket.io';
import { stopwatchMs, systemClock } from '../../kernel/clock.js';
import { isUuid } from '../../kernel/id.js';
import { storableText } from '../../kernel/message.js';
import { type Inbox, type LiveConversation, type LiveSink, numberOf, objectOf, textOf } from '../contract/index.js';
import { ChatFeed, PAGE, shown } from './chat-feed.js';
import { FILE_BYTES_MAX, FILE_TYPES, FILES_MAX } from './file-kinds.js';
import { frameRequest } from './frames.js';
import type { ChatPerson } from './identity.js';
import { LINK_SECONDS, linkPass, UPLOAD_SECONDS, uploadPass } from './passes.js';
import type { WidgetSettings } from './widget-settings.js';

export const TEXT_MAX = 4000;
const LINKS_MAX = 50;
const RATE = { frames: 20, perMs: 10_000 };
/** A customer's typing is told at most so often; what comes between is nothing new. */
const TYPING_MS = 1_000;
const LIMITS = { textLength: TEXT_MAX, files: FILES_MAX, fileBytes: FILE_BYTES_MAX, fileTypes: FILE_TYPES };

export interface SessionParts {
  readonly inbox: Inbox<WidgetSettings>;
  readonly person: ChatPerson;
  readonly visitorToken: string;
  readonly sink: LiveSink<WidgetSettings>;
}

type Frame = Readonly<Record<string, unknown>>;
type Ack = (answer: Frame) => void;

/** One connected customer: takes their frames in. What they are sent is the feed's. */
export class ChatSession {
  private recent: number[] = [];
  private typedAt = Number.NEGATIVE_INFINITY;
  private readonly conversation: LiveConversation;
  private readonly feed: ChatFeed;

  constructor(
    private readonly socket: Socket,
    private readonly parts: SessionParts,
  ) {
    const { sink, inbox, person, visitorToken } = parts;
    this.conversation = sink.conversation(inbox.id, person.conversation);
    this.feed = new ChatFeed(socket, this.conversation);
    const on = (name: string, work: (frame: Frame) => Promise<Frame>) =>
      socket.on(name, (frame: unknown, ack: unknown) => void this.answer(ack, () => work(objectOf(frame))));
    on('message', (frame) => this.message(frame));
    on('receipt', (frame) => this.receipt(frame));
    on('resume', (frame) => this.resume(frame));
    on('history', (frame) => this.history(frame));
    on('upload', () => this.upload());
    on('links', (frame) => this.links(frame));
    socket.on('typing', (frame: unknown) => this.typing(objectOf(frame)));
    socket.on('disconnect', () => void this.feed.end());
    const { name, language } = inbox;
    socket.emit('session', { visitorToken, conversation: person.conversation, inbox: { name, language }, limits: LIMITS });
  }

  /** Everything taken in so far is committed: acks follow commits. */
  end(): Promise<void> {
    return this.feed.end();
  }

  private async answer(ack: unknown, work: () => Promise<Frame>): Promise<void> {
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

  /** `{ clientId: uuid, text, files?: id[] }`; acknowledged after COMMIT. */
  private async message(frame: Frame): Promise<Frame> {
    const clientId = textOf(frame['clientId']);
    const text = textOf(frame['text'] ?? '');
    const fileIds = idsOf(frame['files']);
    if (clientId === null || !isUuid(clientId) || text === null || (storableText(text).trim() === '' && fileIds.length === 0))
      return { ok: false, code: 'chat.malformed', retry: false };
    if (text.length > TEXT_MAX) return { ok: false, code: 'chat.too-long', retry: false, max: TEXT_MAX };
    if (fileIds.length > FILES_MAX) return { ok: false, code: 'chat.too-many-files', retry: false, max: FILES_MAX };
    const known = fileIds.length === 0 ? [] : await this.conversation.uploads(fileIds);
    const files = fileIds.flatMap((id) => known.find((file) => file.id === id) ?? []);
    // They are kept for a day: who was away for longer is told, and keeps the text.
    if (files.length < fileIds.length) return { ok: false, code: 'chat.unknown-file', retry: false };
    return this.accept('message', { clientId, text, ...(files.length === 0 ? {} : { files }) });
  }

  /** `{ messageIds: uuid[] (100 at most), state: 'delivered' | 'read' }` */
  private async receipt(frame: Frame): Promise<Frame> {
    const state = frame['state'] === 'read' ? 'read' : 'delivered';
    // Only of what was said to this customer: ids of other people's messages, or made-up ones, mean nothing.
    const own = await this.conversation.saidTo(idsOf(frame['messageIds']).slice(0, PAGE));
    for (const messageId of own) await this.accept('receipt', { messageId, state });
    return { ok: true };
  }

  /** `{ afterSeq }`, or `{ last }` to begin with the last so many; `earlier`: there are some before. */
  private async resume(frame: Frame): Promise<Frame> {
    const last = numberOf(frame['last']);
    if (last === null) {
      this.feed.resume(Math.max(0, Math.floor(numberOf(frame['afterSeq']) ?? 0)));
      return { ok: true };
    }
    const { messages, earlier } = await this.page(Number.MAX_SAFE_INTEGER, last);
    this.feed.resume((messages[0]?.seq ?? 1) - 1);
    return { ok: true, earlier };
  }

  /** `{ beforeSeq, limit (100 at most) }` */
  private async history(frame: Frame): Promise<Frame> {
    const before = numberOf(frame['beforeSeq']);
    if (before === null) return { ok: false, code: 'chat.malformed', retry: false };
    const { messages, earlier } = await this.page(Math.floor(before), numberOf(frame['limit']) ?? PAGE);
    return { ok: true, messages: messages.map(shown), earlier };
  }

  private async page(before: number, wanted: number) {
    const limit = Math.min(PAGE, Math.max(1, Math.floor(wanted)));
    const found = await this.conversation.before(Math.min(before, Number.MAX_SAFE_INTEGER), limit + 1);
    return { messages: found.slice(-limit), earlier: found.length > limit };
  }

  private typing(frame: Frame): void {
    const isTyping = frame['isTyping'] === true;
    const now = stopwatchMs();
    if (isTyping && now - this.typedAt < TYPING_MS) return;
    // A stop that follows no start says nothing, and must cost nothing.
    if (!isTyping && this.typedAt === Number.NEGATIVE_INFINITY) return;
    this.typedAt = isTyping ? now : Number.NEGATIVE_INFINITY;
    this.conversation.typing(isTyping).catch(() => undefined); // it is over in ten seconds anyway
  }

  private async upload(): Promise<Frame> {
    const { inbox, person } = this.parts;
    const pass = uploadPass(inbox, person.conversation, systemClock.now().getTime());
    return { ok: true, url: `${pathOf(inbox)}/files?pass=${encodeURIComponent(pass)}`, expiresInSeconds: UPLOAD_SECONDS };
  }

  /** `{ fileIds: uuid[] (50 at most) }`: where each can be had within the next minute. */
  private async links(frame: Frame): Promise<Frame> {
    const { inbox } = this.parts;
    const nowMs = systemClock.now().getTime();
    const own = await this.conversation.files(idsOf(frame['fileIds']).slice(0, LINKS_MAX));
    const links = own.map((id) => [id, `${pathOf(inbox)}/files/${id}?pass=${encodeURIComponent(linkPass(inbox, id, nowMs))}`]);
    return { ok: true, links: Object.fromEntries(links), expiresInSeconds: LINK_SECONDS };
  }

  private async accept(kind: 'message' | 'receipt', content: Frame): Promise<Frame> {
    const { sink, inbox, person } = this.parts;
    const { duplicate } = await sink.accept(inbox.id, frameRequest(kind, content, { person, inbox, at: systemClock.now() }));
    return { ok: true, duplicate };
  }

  private isTooFast(): boolean {
    const now = stopwatchMs();
    this.recent = this.recent.filter((at) => now - at < RATE.perMs);
    if (this.recent.length >= RATE.frames) return true;
    this.recent.push(now);
    return false;
  }
}

/** Below the desk's own address, by whatever name the client reached it. */
function pathOf(inbox: Inbox<WidgetSettings>): string {
  return new URL(inbox.ingressUrl).pathname;
}

function idsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.map(textOf))].filter((id): id is string => id !== null && isUuid(id)) : [];
}
