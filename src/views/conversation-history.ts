import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface HistoryRow {
  readonly seq: string;
  readonly id: string;
  readonly externalId: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly authorName: string;
  readonly text: string;
  readonly at: Date;
}

// What the customer of a conversation may see: never notes. Index: uq_message_conversation_seq.
const AFTER = `
  select m.conversation_seq as seq, m.id, m.external_id as "externalId", m.direction, m.author_name as "authorName", m.text, m.sent_at as at
  from conversation c join message m on m.conversation_id = c.id
  where c.inbox_id = $1 and c.key = $2 and m.conversation_seq > $3 and m.direction in ('inbound', 'outbound')
  order by m.conversation_seq limit $4`;

// Primary keys.
const SAID_TO = `
  select m.id from message m join conversation c on c.id = m.conversation_id
  where m.id = any($3::uuid[]) and m.direction = 'outbound' and c.inbox_id = $1 and c.key = $2`;

@Injectable()
export class ConversationHistoryView {
  constructor(private readonly statements: Statements) {}

  after(inboxId: string, conversation: string, seq: number, limit: number): Promise<readonly HistoryRow[]> {
    return this.statements.rows<HistoryRow>(AFTER, [inboxId, conversation, seq, limit]);
  }

  async saidTo(inboxId: string, conversation: string, messageIds: readonly string[]): Promise<readonly string[]> {
    if (messageIds.length === 0) return [];
    const rows = await this.statements.rows<{ id: string }>(SAID_TO, [inboxId, conversation, messageIds]);
    return rows.map((r) => r.id);
  }
}
