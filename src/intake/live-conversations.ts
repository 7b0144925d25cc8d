import { Injectable } from '@nestjs/common';
import type { LiveConversation, LiveFile, LiveListener, LiveMessage, Stop } from '../channels/index.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { ConversationHistoryView, type HistoryFile, type HistoryRow } from '../views/conversation-history.js';
import { CustomerWaitingView } from '../views/customer-waiting.js';
import { LiveAttention } from './live-attention.js';

/** A hint may be lost with a connection; a waiting customer is looked after at least this often. */
const LOOK_MS = 15_000;

/** What the customer at the other end of a live channel may see of their conversation, and do in it. */
@Injectable()
export class LiveConversations {
  constructor(
    private readonly history: ConversationHistoryView,
    private readonly waiting: CustomerWaitingView,
    private readonly attention: LiveAttention,
    private readonly hints: PostgresHints,
  ) {}

  of(inboxId: string, key: string): LiveConversation {
    return {
      after: async (seq, limit) => (await this.history.after(inboxId, key, seq, limit)).map(shownMessage),
      before: async (seq, limit) => (await this.history.before(inboxId, key, seq, limit)).map(shownMessage),
      saidTo: (messageIds) => this.history.saidTo(inboxId, key, messageIds),
      files: (fileIds) => this.history.files(inboxId, key, fileIds),
      uploads: async (fileIds) => (await this.history.uploads(inboxId, key, fileIds)).map(shownFile),
      waiting: () => this.waiting.of(inboxId, key),
      typing: (isTyping) => this.attention.customerTyping(inboxId, key, isTyping),
      subscribe: (listener) => this.subscribe(inboxId, key, listener),
    };
  }

  private subscribe(inboxId: string, key: string, listener: LiveListener): Stop {
    const ends = [this.hints.subscribe(`${inboxId}:${key}`, () => listener.onChange()), this.attention.listen(inboxId, key, listener)];
    const timer = setInterval(() => listener.onChange(), LOOK_MS);
    timer.unref();
    return async () => {
      clearInterval(timer);
      for (const end of ends) end();
    };
  }
}

function shownMessage({ externalId, files, seq, ...row }: HistoryRow): LiveMessage {
  return {
    ...row,
    seq: Number(seq),
    clientId: row.direction === 'inbound' ? clientIdOf(externalId) : null,
    // What is still at its provider, or could not be had, is nothing to show a customer.
    files: (files ?? []).filter(({ state }) => state === 'stored').map(shownFile),
  };
}

function shownFile({ id, filename, contentType, bytes }: HistoryFile): LiveFile {
  return { id, filename, contentType, bytes };
}

/** Live channels use `<conversation>:<client id>` as the message's external id. */
function clientIdOf(externalId: string | null): string | null {
  return externalId === null ? null : externalId.slice(externalId.lastIndexOf(':') + 1);
}
