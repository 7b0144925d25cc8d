import { Injectable } from '@nestjs/common';
import type { LiveListener } from '../channels/index.js';
import { stopwatchMs } from '../kernel/clock.js';
import type { TicketId } from '../kernel/id.js';
import { customerTypingTopic, parseTopic } from '../kernel/topic.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { ConversationTicketsView } from '../views/conversation-tickets.js';

/** Which conversation a ticket is answered in is looked up again after this span. */
const FRESH_MS = 5_000;
const KEPT_MAX = 2_000;

type Topic = string;

/**
 * Who pays attention to whom, between agents and the customers connected here: an agent at a ticket is told to the
 * customer it is answered to, and a customer's typing to the agents at the ticket. By hints alone; nothing of it is kept.
 */
@Injectable()
export class LiveAttention {
  private readonly listeners = new Map<Topic, Set<LiveListener>>();
  /** Connections of agents that type, by ticket. */
  private readonly replying = new Map<TicketId, Set<string>>();
  private readonly homes = new Map<TicketId, { readonly at: number; readonly topic: Promise<Topic | null> }>();
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly hints: PostgresHints,
    private readonly view: ConversationTicketsView,
  ) {}

  start(): void {
    this.unsubscribe ??= this.hints.subscribeAll({ onTopic: (topic) => this.hear(topic), onGap: () => undefined });
  }

  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  /** @returns a function that ends it */
  listen(inboxId: string, conversation: string, listener: LiveListener): () => void {
    const topic = `${inboxId}:${conversation}`;
    const set = this.listeners.get(topic) ?? new Set();
    set.add(listener);
    this.listeners.set(topic, set);
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
    };
  }

  async customerTyping(inboxId: string, conversation: string, isTyping: boolean): Promise<void> {
    const ticketId = await this.view.ticketOf(inboxId, conversation);
    if (ticketId !== null) this.hints.publish([customerTypingTopic(ticketId, isTyping)]);
  }

  private hear(topic: string): void {
    // With nobody connected there is nobody to tell, and nothing to look up.
    const heard = this.listeners.size === 0 ? null : parseTopic(topic);
    if (heard?.kind !== 'attend') return;
    const { ticketId, connectionId, attention } = heard;
    const typing = this.replying.get(ticketId) ?? new Set();
    if (attention === 'replying') typing.add(connectionId);
    else typing.delete(connectionId);
    if (typing.size === 0) this.replying.delete(ticketId);
    else this.replying.set(ticketId, typing);
    if (this.replying.size > KEPT_MAX) this.replying.clear();
    void this.tell(ticketId, { isThere: attention !== null, isTyping: typing.size > 0 }).catch(() => undefined); // said again in five seconds
  }

  private async tell(ticketId: TicketId, attention: Parameters<LiveListener['onAttention']>[0]): Promise<void> {
    const topic = await this.home(ticketId);
    if (topic === null) return;
    for (const listener of this.listeners.get(topic) ?? []) listener.onAttention(attention);
  }

  private home(ticketId: TicketId): Promise<Topic | null> {
    const known = this.homes.get(ticketId);
    if (known !== undefined && stopwatchMs() - known.at < FRESH_MS) return known.topic;
    const topic = this.view.conversationOf(ticketId).then((found) => (found === null ? null : `${found.inboxId}:${found.key}`));
    topic.catch(() => this.homes.delete(ticketId));
    if (this.homes.size >= KEPT_MAX) this.homes.clear();
    this.homes.set(ticketId, { at: stopwatchMs(), topic });
    return topic;
  }
}
