import type { Unsent } from './storage';
import type { ChatMessage } from './types';
import type { WireMessage } from './wire';

/** So long the desk may take to give a message its place before the next one is sent all the same. */
export const PLACED_MS = 3_000;

interface Own {
  readonly unsent: Unsent;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly fault: string | null;
  /** When it came to be so. */
  readonly since: number;
}

/** The conversation as far as it is here: what the desk has, by seq, then what it does not have yet. Pure data in, a list out. */
export class Timeline {
  private readonly bySeq = new Map<number, WireMessage>();
  private readonly own = new Map<string, Own>();

  /** @returns those that were not here before */
  take(messages: readonly WireMessage[]): readonly WireMessage[] {
    const fresh = messages.filter(({ seq }) => !this.bySeq.has(seq));
    for (const message of messages) {
      this.bySeq.set(message.seq, message);
      if (message.clientId !== null) this.own.delete(message.clientId);
    }
    return fresh;
  }

  add(unsent: Unsent): void {
    this.own.set(unsent.clientId, { unsent, state: 'waiting', fault: null, since: Date.now() });
  }

  mark(clientId: string, state: Own['state'], fault: string | null = null): void {
    const known = this.own.get(clientId);
    if (known !== undefined) this.own.set(clientId, { ...known, state, fault, since: Date.now() });
  }

  drop(clientId: string): void {
    this.own.delete(clientId);
  }

  /** The next one that the desk must be told of: not before those ahead of it have their place, for the desk works at several at once. */
  nextUnsent(): Unsent | null {
    for (const { unsent, state, since } of this.own.values()) {
      if (state === 'sent' && Date.now() - since < PLACED_MS) return null;
      if (state === 'waiting') return unsent;
    }
    return null;
  }

  clear(): void {
    this.bySeq.clear();
    this.own.clear();
  }

  get firstSeq(): number | null {
    return this.bySeq.size === 0 ? null : Math.min(...this.bySeq.keys());
  }

  get lastSeq(): number {
    return Math.max(0, ...this.bySeq.keys());
  }

  saidAfter(seq: number): readonly WireMessage[] {
    return [...this.bySeq.values()].filter((message) => message.direction === 'outbound' && message.seq > seq);
  }

  list(seenSeq: number): readonly ChatMessage[] {
    const stored = [...this.bySeq.values()].toSorted((a, b) => a.seq - b.seq);
    // Who was answered was seen, whatever became of the frame that would have said so.
    const answered = stored.findLast((message) => message.direction === 'outbound' && !message.automatic)?.seq ?? 0;
    const seen = Math.max(seenSeq, answered);
    return [...stored.map((message) => shownStored(message, seen)), ...[...this.own.values()].map(shownOwn)];
  }
}

function shownStored(message: WireMessage, seenSeq: number): ChatMessage {
  const { id, seq, clientId, direction, authorName: author, automatic, text, at, files } = message;
  const state = direction === 'outbound' || seq <= seenSeq ? 'seen' : 'delivered';
  const from = direction === 'inbound' ? 'customer' : 'desk';
  return { key: clientId ?? id, id, seq, from, author, automatic, text, at, files, state, fault: null };
}

function shownOwn({ unsent, state, fault }: Own): ChatMessage {
  const { clientId: key, text, files, at } = unsent;
  return { key, id: null, seq: null, from: 'customer', author: '', automatic: false, text, at, files, state, fault };
}
