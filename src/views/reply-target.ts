import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

// The inbox the customer last wrote to (by time: a merge puts earlier messages behind later ones); for a ticket opened by program the one it names. Index: uq_message_seq.
const LAST_INBOX = `
  select coalesce(
    (select inbox_id from message where ticket_id = $1 and direction = 'inbound' and conversation_id is not null order by created_at desc, seq desc limit 1),
    (select inbox_id from ticket where id = $1)) as "inboxId"`;

@Injectable()
export class ReplyTargetView {
  constructor(private readonly statements: Statements) {}

  async lastInboxOf(ticketId: string): Promise<string | null> {
    const [row] = await this.statements.rows<{ inboxId: string | null }>(LAST_INBOX, [ticketId]);
    return row?.inboxId ?? null;
  }
}
