import { Links } from './links';
import { NOT_YET } from './not-yet';
import { ChatStorage, defaultStore } from './storage';
import { PLACED_MS, Timeline } from './timeline';
import { ChatFault, type ChatFile, type ChatOptions, type ChatState, type Identity } from './types';
import { checkFile, putFile, type UploadWatch } from './uploads';
import { uuid } from './uuid';
import { type Credentials, Wire, type WireMessage, type WireSession } from './wire';

const PAGE = 30;
const RETRY_MS = 2_000;
const TYPING_EVERY_MS = 3_000;
const TYPING_HOLDS_MS = 8_000;

/**
 * A customer's conversation with a desk, without any picture of it. Whatever was given to `send` is kept until the desk has
 * acknowledged it, over reloads and restarts, and is never there twice.
 */
export class ChatConnection {
  private current: ChatState = NOT_YET;
  private readonly listeners = new Set<(state: ChatState) => void>();
  private readonly storage: ChatStorage;
  private readonly timeline = new Timeline();
  private readonly wire: Wire;
  private readonly links: Links;
  private identity: Identity | null;
  private conversation: string | null = null;
  private resumed = false;
  private flushing = false;
  private looking = false;
  private typedAt = 0;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ChatOptions) {
    this.identity = options.identity ?? null;
    this.storage = new ChatStorage(options.storage ?? defaultStore(), options.inboxId);
    this.wire = new Wire(options.deskUrl, () => this.credentials(), {
      session: (session) => void this.begin(session),
      messages: (messages) => this.take(messages),
      waiting: (waiting) => this.set({ waiting }),
      typing: ({ isTyping }) => this.agentTypes(isTyping),
      seen: ({ seq }) => this.seen(seq),
      connecting: () => this.set({ connection: this.current.connection === 'offline' ? 'offline' : 'connecting' }),
      lost: () => this.away(),
      refused: (code) => this.refused(code),
    });
    this.links = new Links(this.wire, options.deskUrl);
    this.beginAnew();
    globalThis.addEventListener?.('online', this.wake);
  }

  get state(): ChatState {
    return this.current;
  }

  /** There was a conversation on this device before: worth connecting without being asked. */
  get isKnown(): boolean {
    return this.storage.get().token !== null || this.identity !== null;
  }

  /** Called with the state at every change. @returns a function that ends it */
  subscribe(listener: (state: ChatState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  connect(): void {
    this.wire.connect();
  }

  close(): void {
    globalThis.removeEventListener?.('online', this.wake);
    clearTimeout(this.typingTimer);
    this.wire.close();
    this.set({ connection: 'idle' });
  }

  /** Kept, and sent as soon as the desk can be reached. */
  send(text: string, files: readonly ChatFile[] = []): void {
    const unsent = { clientId: uuid(), text, files, at: new Date().toISOString(), userId: this.userId };
    this.storage.keep(unsent);
    this.timeline.add(unsent);
    this.typing(false);
    this.show();
    void this.flush();
  }

  /** A message that was refused, once more. */
  retry(key: string): void {
    this.timeline.mark(key, 'waiting');
    this.show();
    void this.flush();
  }

  /** Gives up a message that was refused or is not sent yet. */
  discard(key: string): void {
    this.storage.drop(key);
    this.timeline.drop(key);
    this.show();
  }

  /** May be called at every keystroke. */
  typing(isTyping: boolean): void {
    const now = Date.now();
    if (isTyping ? now - this.typedAt < TYPING_EVERY_MS : this.typedAt === 0) return;
    this.typedAt = isTyping ? now : 0;
    this.wire.tell('typing', { isTyping });
  }

  /** The customer has the conversation before their eyes, or not any more. */
  look(isLooking: boolean): void {
    this.looking = isLooking;
    if (isLooking) void this.receipts();
  }

  async loadEarlier(): Promise<void> {
    const beforeSeq = this.timeline.firstSeq;
    if (beforeSeq === null || !this.current.earlier) return;
    const answer = await this.wire.ask('history', { beforeSeq, limit: PAGE });
    if (!answer.ok) return;
    this.timeline.take(answer['messages'] as readonly WireMessage[]);
    this.set({ earlier: answer['earlier'] === true });
    this.show();
  }

  /** Stores a file at the desk; it is part of a message when `send` names it within a day. @throws ChatFault */
  async upload(file: Blob & { readonly name?: string }, watch: UploadWatch = {}): Promise<ChatFile> {
    checkFile(file, this.current.limits);
    const answer = await this.wire.ask('upload');
    if (!answer.ok) throw new ChatFault(answer.code ?? 'chat.unavailable');
    const url = new URL(String(answer['url']), this.options.deskUrl);
    url.searchParams.set('name', file.name ?? '');
    return putFile(url.href, file, watch);
  }

  /** Where a file can be had within the next minute; null: not at the moment. */
  link(fileId: string): Promise<string | null> {
    return this.links.get(fileId);
  }

  /** Somebody has logged in: their own conversation, signed by your server. */
  identify(identity: Identity): void {
    if (identity.signature === this.identity?.signature) return;
    const isAnother = this.userId !== null && this.userId !== identity.userId;
    this.identity = identity;
    if (isAnother) this.beginAnew();
    this.resumed = false; // nothing is sent before the desk has said whose conversation it is
    if (this.current.connection !== 'idle') this.wire.reconnect();
  }

  /** Somebody has logged out: nothing of theirs stays on this device. */
  logout(): void {
    this.identity = null;
    this.resumed = false;
    this.storage.forget();
    this.timeline.clear();
    this.conversation = null;
    const wasOpen = this.current.connection !== 'idle';
    this.current = { ...NOT_YET, limits: this.current.limits };
    this.show();
    if (wasOpen) this.wire.reconnect();
  }

  private get userId(): string | null {
    return this.identity?.userId ?? null;
  }

  private beginAnew(): void {
    this.timeline.clear();
    for (const unsent of this.storage.unsent(this.userId)) this.timeline.add(unsent);
    this.show();
  }

  private readonly wake = (): void => {
    if (this.current.connection !== 'idle') this.wire.connect();
  };

  /** A visitor who logs in keeps their conversation; somebody else on the same device does not get it. */
  private credentials(): Credentials {
    const { token, userId } = this.storage.get();
    const isTheirs = token !== null && (userId === null || userId === this.userId);
    return {
      inboxId: this.options.inboxId,
      ...(isTheirs ? { visitorToken: token } : {}),
      ...(this.identity === null ? {} : { identity: this.identity }),
    };
  }

  private async begin({ visitorToken, conversation, inbox, limits }: WireSession): Promise<void> {
    if (this.conversation !== null && this.conversation !== conversation) this.beginAnew();
    const { token } = this.storage.get();
    // Another conversation: where the last one stood means nothing.
    if (token !== visitorToken) this.storage.set({ readSeq: 0, deliveredSeq: 0, seenSeq: 0 });
    this.storage.set({ token: visitorToken, userId: this.userId });
    this.conversation = conversation;
    this.set({ inbox, limits, refusal: null });
    const from = this.timeline.lastSeq;
    const answer = await this.wire.ask('resume', from === 0 ? { last: PAGE } : { afterSeq: from });
    if (!answer.ok) {
      if (this.wire.connected) this.wire.reconnect();
      return;
    }
    this.resumed = true;
    this.set({ connection: 'online', ...(from === 0 ? { earlier: answer['earlier'] === true } : {}) });
    this.show();
    void this.flush();
    void this.receipts();
  }

  private take(messages: readonly WireMessage[]): void {
    const fresh = this.timeline.take(messages);
    for (const { clientId } of messages) if (clientId !== null) this.storage.drop(clientId);
    if (fresh.some(({ direction }) => direction === 'outbound')) this.agentTypes(false);
    this.show();
    void this.flush();
    void this.receipts();
  }

  /** One after the other, in the order of writing; each until the desk has answered and shown it. */
  private async flush(): Promise<void> {
    if (this.flushing || !this.resumed) return;
    this.flushing = true;
    for (let next = this.timeline.nextUnsent(); next !== null && this.resumed; next = this.timeline.nextUnsent()) {
      const { clientId, text, files } = next;
      const answer = await this.wire.ask('message', { clientId, text, files: files.map(({ id }) => id) });
      if (answer.ok) {
        this.timeline.mark(clientId, 'sent');
        this.storage.drop(clientId);
        setTimeout(() => void this.flush(), PLACED_MS);
      } else if (answer.retry === false) this.timeline.mark(clientId, 'failed', answer.code ?? null);
      else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      this.show();
    }
    this.flushing = false;
  }

  /** Tells the desk what arrived and what was read, once each. */
  private async receipts(): Promise<void> {
    if (!this.resumed) return;
    const state = this.looking ? 'read' : 'delivered';
    const mark = this.looking ? 'readSeq' : 'deliveredSeq';
    const kept = this.storage.get();
    const messages = this.timeline.saidAfter(this.looking ? kept.readSeq : Math.max(kept.readSeq, kept.deliveredSeq));
    if (messages.length === 0) return;
    const upTo = Math.max(...messages.map(({ seq }) => seq));
    this.storage.set({ [mark]: upTo });
    this.show();
    const { ok, retry } = await this.wire.ask('receipt', { messageIds: messages.map(({ id }) => id).slice(-100), state });
    // Told again soon, or when the desk is back; what was looked at stays looked at.
    if (!ok) this.storage.set({ [mark]: Math.min(upTo, kept[mark]) });
    if (!ok && retry !== false) setTimeout(() => void this.receipts(), RETRY_MS);
  }

  private agentTypes(agentTyping: boolean): void {
    clearTimeout(this.typingTimer);
    if (agentTyping) this.typingTimer = setTimeout(() => this.set({ agentTyping: false }), TYPING_HOLDS_MS);
    this.set({ agentTyping });
  }

  private seen(seq: number): void {
    this.storage.set({ seenSeq: Math.max(seq, this.storage.get().seenSeq) });
    this.show();
  }

  private away(): void {
    this.resumed = false;
    this.set({ connection: this.current.refusal === null ? 'offline' : 'refused', agentTyping: false });
  }

  private refused(code: string): void {
    this.resumed = false;
    // A token of another secret: a new visitor, who at least can write.
    if (code === 'chat.bad-token') this.storage.set({ token: null, userId: null });
    else this.set({ connection: 'refused', refusal: code });
  }

  private show(): void {
    const { readSeq, seenSeq } = this.storage.get();
    const unread = this.timeline.saidAfter(readSeq).length;
    this.set({ messages: this.timeline.list(seenSeq), readSeq, unread });
  }

  private set(change: Partial<ChatState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener(this.current);
  }
}
