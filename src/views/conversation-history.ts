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

@Injectable()
export class ConversationHistoryView {
  constructor(private readonly statements: Statements) {}

  after(inboxId: string, conversation: string, seq: number, limit: number): Promise<readonly HistoryRow[]> {
    return this.statements.rows<HistoryRow>(AFTER, [inboxId, conversation, seq, limit]);
  }
}
