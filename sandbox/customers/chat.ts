import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { LedgerEntry } from '../fakes/fake.js';
import { Ledger } from '../fakes/fake.js';
import type { Customer, InboxTarget, SandboxProvider } from '../provider.js';
import { nameOf } from './deliver.js';

const ACK_MS = 8_000;

export const chat: SandboxProvider = {
  channel: 'chat',
  provider: 'widget',
  start: async (context) => {
    const ledger = new Ledger();
    return {
      inbox: { name: 'In-app chat', language: 'id', settings: { identitySecret: context.secret('chat-identity').padEnd(32, 'x') } },
      customer: (target, index) => new ChatCustomer(target, index, ledger),
      replies: () => ledger.entries(),
      stop: async () => undefined,
    };
  },
};

interface Shown {
  readonly seq: number;
  readonly id: string;
  readonly direction: string;
  readonly text: string;
}

/** A visitor of the chat: resumes where they were after every reconnect, and keeps what they said until it is acknowledged. */
export class ChatCustomer implements Customer {
  readonly displayName: string;
  address = '';
  private socket: Socket | null = null;
  private visitorToken: string | null = null;
  private lastSeq = 0;
  /** Everything seen, in the order it came. */
  readonly seen: Shown[] = [];

  constructor(
    private readonly target: InboxTarget,
    index: number,
    private readonly ledger: Ledger,
  ) {
    this.displayName = nameOf(index);
  }

  say(text: string) {
    const frame = { clientId: randomUUID(), text };
    return {
      text,
      deliver: async () => {
        const socket = await this.connected();
        if (socket === null) return false;
        try {
          const answer = (await socket.timeout(ACK_MS).emitWithAck('message', frame)) as { readonly ok: boolean };
          return answer.ok;
        } catch {
          return false;
        }
      },
    };
  }

  async close(): Promise<void> {
    this.socket?.disconnect();
    this.socket = null;
  }

  private async connected(): Promise<Socket | null> {
    if (this.socket?.connected) return this.socket;
    this.socket ??= this.connect();
    const { socket } = this;
    return new Promise((resolve) => {
      const done = () => {
        clearInterval(timer);
        clearTimeout(deadline);
        resolve(socket.connected && this.address !== '' ? socket : null);
      };
      const timer = setInterval(() => socket.connected && this.address !== '' && done(), 10);
      const deadline = setTimeout(done, ACK_MS);
    });
  }

  private connect(): Socket {
    const auth = (give: (data: object) => void) =>
      give({ inboxId: this.target.inboxId, ...(this.visitorToken === null ? {} : { visitorToken: this.visitorToken }) });
    const socket = io(`${this.target.deskUrl}/chat`, {
      auth,
      transports: ['websocket'],
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      forceNew: true,
    });
    // A refused handshake does not reconnect by itself; the desk may just be starting.
    socket.on('connect_error', () => {
      if (!socket.active) setTimeout(() => socket.connect(), 250).unref();
    });
    socket.on('session', ({ visitorToken, conversation }: { visitorToken: string; conversation: string }) => {
      this.visitorToken = visitorToken;
      this.address = conversation;
      socket.emit('resume', { afterSeq: this.lastSeq });
    });
    socket.on('messages', (messages: readonly Shown[]) => this.take(socket, messages));
    return socket;
  }

  private take(socket: Socket, messages: readonly Shown[]): void {
    for (const message of messages) {
      this.seen.push(message);
      this.lastSeq = Math.max(this.lastSeq, message.seq);
      if (message.direction === 'outbound') this.ledger.add(entryOf(message, this.address));
    }
    const answers = messages.filter((m) => m.direction === 'outbound').map((m) => m.id);
    if (answers.length > 0) socket.emit('receipt', { messageIds: answers, state: 'read' });
  }
}

function entryOf(message: Shown, to: string): LedgerEntry {
  return { fake: 'chat', externalId: message.id, to, text: message.text, attachments: [], details: { seq: message.seq } };
}
