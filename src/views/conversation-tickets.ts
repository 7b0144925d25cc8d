import { Injectable } from '@nestjs/common';
import type { TicketId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';

// Index: uq_conversation_key.
const TICKET = 'select ticket_id as id from conversation where inbox_id = $1 and key = $2';
// The one a reply would go to. Index: ix_conversation_ticket.
const CONVERSATION = `
  select inbox_id as "inboxId", key from conversation where ticket_id = $1 order by last_inbound_at desc nulls last limit 1`;

/** Which ticket a conversation is about now, and the other way round. */
@Injectable()
export class ConversationTicketsView {
  constructor(private readonly statements: Statements) {}

  async ticketOf(inboxId: string, conversation: string): Promise<TicketId | null> {
    const [row] = await this.statements.rows<{ id: TicketId | null }>(TICKET, [inboxId, conversation]);
    return row?.id ?? null;
  }

  async conversationOf(ticketId: TicketId): Promise<{ readonly inboxId: string; readonly key: string } | null> {
    const [row] = await this.statements.rows<{ inboxId: string; key: string }>(CONVERSATION, [ticketId]);
    return row ?? null;
  }
}
