import type { Unsent } from './storage';
import type { ChatMessage } from './types';
import type { WireMessage } from './wire';

/** The conversation as far as it is here: what the desk has, by seq, then what it does not have yet. Pure data in, a list out. */
export class Timeline {
  private readonly bySeq = new Map<number, WireMessage>();
  private readonly own = new Map<
    string,
    { readonly unsent: Unsent; readonly state: 'waiting' | 'sent' | 'failed'; readonly fault: string | null }
  >();

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
    this.own.set(unsent.clientId, { unsent, state: 'waiting', fault: null });
  }

  mark(clientId: string, state: 'waiting' | 'sent' | 'failed', fault: string | null = null): void {
    const known = this.own.get(clientId);
    if (known !== undefined) this.own.set(clientId, { ...known, state, fault });
  }

  drop(clientId: string): void {
    this.own.delete(clientId);
  }

  /** The next one that the desk must be told of. */
  nextUnsent(): Unsent | null {
    for (const { unsent, state } of this.own.values()) if (state === 'waiting') return unsent;
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

function shownOwn({
  unsent,
  state,
  fault,
}: {
  readonly unsent: Unsent;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly fault: string | null;
}): ChatMessage {
  const { clientId: key, text, files, at } = unsent;
  return { key, id: null, seq: null, from: 'customer', author: '', automatic: false, text, at, files, state, fault };
}
