import { Injectable } from '@nestjs/common';
import { type InboxId, type MessageId, newId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

/** Whom replies of a conversation go to. */
export interface Recipient {
  readonly kind: string;
  readonly scope: string;
  readonly value: string;
  readonly displayName: string | null;
}

export interface EnteredConversation {
  readonly id: string;
  readonly ticketId: TicketId | null;
  /** Position of the message about to be written within the conversation, rising over its tickets. */
  readonly seq: string;
  /** The conversation did not exist before. */
  readonly fresh: boolean;
}

export interface Conversation {
  readonly id: string;
  readonly inboxId: InboxId;
  readonly key: string;
  readonly recipient: Recipient;
}

export interface Entering {
  readonly inboxId: InboxId;
  readonly key: string;
  /** The ticket a new conversation begins with. */
  readonly ticketId: TicketId | null;
  readonly recipient: Recipient;
  readonly externalId: string | null;
  readonly inbound: boolean;
}

// Locks the conversation's row (inserting or updating it) for the rest of the transaction: serial per conversation.
const ENTER = `
  insert into conversation as c (id, inbox_id, key, ticket_id, last_seq, recipient, last_inbound_at, last_external_id, created_at)
  values ($1, $2, $3, $4, 1, $5, case when $7 then $8::timestamptz end, $6, $8)
  on conflict (inbox_id, key) do update set
    last_seq = c.last_seq + 1,
    recipient = case when $7 then excluded.recipient else c.recipient end,
    last_inbound_at = case when $7 then excluded.created_at else c.last_inbound_at end,
    last_external_id = case when $7 then excluded.last_external_id else c.last_external_id end
  returning id, ticket_id as "ticketId", last_seq as seq, (xmax = 0) as fresh`;

const MOVE = 'update conversation set ticket_id = $2 where id = $1';

// The conversation a ticket was last spoken in (by any or by the given inbox), locked. Index: uq_message_seq on (ticket_id, seq).
const OF_TICKET = `
  select c.id, c.inbox_id as "inboxId", c.key, c.recipient from conversation c
  where c.id in (select m.conversation_id from message m where m.ticket_id = $1 and m.conversation_id is not null)
    and ($2::uuid is null or c.inbox_id = $2)
  order by c.last_inbound_at desc nulls last limit 1 for update`;

// One of the ticket's conversations, locked. Index: uq_message_conversation_seq.
const IN_TICKET = `
  select c.id, c.inbox_id as "inboxId", c.key, c.recipient from conversation c
  where c.id = $2 and exists (select from message m where m.conversation_id = c.id and m.ticket_id = $1) for update`;

const LOCK = 'select id, ticket_id as "ticketId" from conversation where inbox_id = $1 and key = $2 for update';

const LOCK_BY_ID = 'select id from conversation where id = $1 for update';

const REFER = `
  insert into message_reference (inbox_id, reference, message_id, ticket_id, ours)
  select $1, reference, $3, $4, $5 from unnest($2::text[]) as reference on conflict do nothing`;

// By the message, because merges and splits move messages: the conversation it stands in, and its ticket. Primary keys.
const REFERRED = `
  select coalesce(c.key, 'ticket:' || m.ticket_id) as key, m.ticket_id as "ticketId"
  from unnest($2::text[]) with ordinality as given (reference, position)
  join message_reference r on r.inbox_id = $1 and r.reference = given.reference
  join message m on m.id = r.message_id left join conversation c on c.id = m.conversation_id and c.inbox_id = $1
  order by given.position`;

// In one order for everybody who locks several, so that two cannot deadlock. Index: ix_conversation_ticket.
const LOCK_OF_TICKETS = `select id from conversation where ticket_id = any($1::uuid[]) order by inbox_id, key for update`;
const OF_TICKETS = 'select id from conversation where ticket_id = any($1::uuid[])';
// Conversations of which one ticket holds messages and the other holds none any more. Index: uq_message_conversation_seq.
const LEFT_BEHIND = `
  select c.id from unnest($1::uuid[]) as c (id)
  where exists (select from message m where m.conversation_id = c.id and m.ticket_id = $3)
    and not exists (select from message m where m.conversation_id = c.id and m.ticket_id = $2)`;
const MOVE_ALL = 'update conversation set ticket_id = $2 where id = any($1::uuid[])';
const MOVE_BACK = 'update conversation set ticket_id = $3 where id = any($1::uuid[]) and ticket_id = $2';

const MESSAGE_BY_REFERENCE = 'select message_id as "messageId" from message_reference where inbox_id = $1 and reference = $2';

@Injectable()
export class ThreadingRepository {
  async enter(tx: Tx, into: Entering): Promise<EnteredConversation> {
    const values = [newId(), into.inboxId, into.key, into.ticketId, JSON.stringify(into.recipient), into.externalId, into.inbound, tx.now];
    const [row] = await sql<EnteredConversation>(tx, ENTER, values);
    if (row === undefined) throw new Error('an upsert returned no row');
    return row;
  }

  /** @returns where its next message goes; null when there is no such conversation yet */
  async lock(tx: Tx, inboxId: InboxId, key: string): Promise<TicketId | null> {
    const [row] = await sql<{ ticketId: TicketId | null }>(tx, LOCK, [inboxId, key]);
    return row?.ticketId ?? null;
  }

  async lockById(tx: Tx, id: string): Promise<void> {
    await sql(tx, LOCK_BY_ID, [id]);
  }

  async moveTo(tx: Tx, conversationId: string, ticketId: TicketId): Promise<void> {
    await sql(tx, MOVE, [conversationId, ticketId]);
  }

  /** Locks every conversation whose next message would go to one of these tickets. */
  async lockOfTickets(tx: Tx, ticketIds: readonly TicketId[]): Promise<readonly string[]> {
    const rows = await sql<{ id: string }>(tx, LOCK_OF_TICKETS, [ticketIds]);
    return rows.map((r) => r.id);
  }

  async ofTickets(tx: Tx, ticketIds: readonly TicketId[]): Promise<readonly string[]> {
    const rows = await sql<{ id: string }>(tx, OF_TICKETS, [ticketIds]);
    return rows.map((r) => r.id);
  }

  /** Of these, the ones of which `by` holds no message any more, but `heldBy` does. */
  async leftBehind(
    tx: Tx,
    conversationIds: readonly string[],
    { by, heldBy }: { readonly by: TicketId; readonly heldBy: TicketId },
  ): Promise<readonly string[]> {
    if (conversationIds.length === 0) return [];
    const rows = await sql<{ id: string }>(tx, LEFT_BEHIND, [conversationIds, by, heldBy]);
    return rows.map((r) => r.id);
  }

  async moveAllTo(tx: Tx, conversationIds: readonly string[], ticketId: TicketId): Promise<void> {
    if (conversationIds.length > 0) await sql(tx, MOVE_ALL, [conversationIds, ticketId]);
  }

  /** Those that still lead to `from`: what went elsewhere meanwhile stays there. */
  async moveBack(
    tx: Tx,
    conversationIds: readonly string[],
    { from, to }: { readonly from: TicketId; readonly to: TicketId },
  ): Promise<void> {
    if (conversationIds.length > 0) await sql(tx, MOVE_BACK, [conversationIds, from, to]);
  }

  async ofTicket(tx: Tx, ticketId: TicketId, inboxId: InboxId | null): Promise<Conversation | null> {
    const rows = await sql<Conversation>(tx, OF_TICKET, [ticketId, inboxId]);
    return rows[0] ?? null;
  }

  async inTicket(tx: Tx, ticketId: TicketId, conversationId: string): Promise<Conversation | null> {
    const rows = await sql<Conversation>(tx, IN_TICKET, [ticketId, conversationId]);
    return rows[0] ?? null;
  }

  /** Remembers by which ids the outside will name a message. An id that is taken keeps its first meaning. */
  async refer(
    tx: Tx,
    message: { readonly inboxId: InboxId; readonly messageId: MessageId; readonly ticketId: TicketId; readonly ours: boolean },
    references: readonly string[],
  ): Promise<void> {
    if (references.length === 0) return;
    await sql(tx, REFER, [message.inboxId, references.map(bounded), message.messageId, message.ticketId, message.ours]);
  }

  /** The conversations in which these ids were said, in the order given, and the tickets their messages stand in. */
  async referred(
    tx: Tx,
    inboxId: InboxId,
    references: readonly string[],
  ): Promise<readonly { readonly key: string; readonly ticketId: TicketId }[]> {
    if (references.length === 0) return [];
    return sql<{ key: string; ticketId: TicketId }>(tx, REFERRED, [inboxId, references.map(bounded)]);
  }

  async messageBy(tx: Tx, inboxId: InboxId, reference: string): Promise<MessageId | null> {
    const rows = await sql<{ messageId: MessageId }>(tx, MESSAGE_BY_REFERENCE, [inboxId, bounded(reference)]);
    return rows[0]?.messageId ?? null;
  }
}

/** A b-tree entry holds about 2,700 bytes; hostile mails carry longer ids. */
function bounded(reference: string): string {
  return reference.slice(0, 500);
}
