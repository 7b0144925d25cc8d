import { Injectable } from '@nestjs/common';
import type { AgentId, ContactId, InboxId, MessageId, TicketId } from '../../kernel/id.js';
import type { AuthorType, DeliveryFault, DeliveryState, Direction, MessageKind } from '../../kernel/message.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { previewOf } from '../domain/preview.js';
import type { JoiningEffect } from '../domain/ticket-state.js';

export interface NewMessage {
  readonly id: MessageId;
  readonly ticketId: TicketId;
  readonly direction: Direction;
  readonly kind: MessageKind;
  readonly channel: string;
  readonly inboxId: InboxId | null;
  readonly conversationId: string | null;
  readonly conversationSeq: string | null;
  readonly author: { readonly type: AuthorType; readonly id: AgentId | ContactId | null; readonly name: string };
  readonly subject: string | null;
  readonly text: string;
  readonly fullText: string | null;
  readonly html: string | null;
  readonly externalId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly automatic: boolean;
  readonly deliveryState: DeliveryState;
  readonly sentAt: Date;
}

export interface MessageSaid {
  readonly text: string;
  readonly direction: Direction;
  readonly kind: MessageKind;
  readonly automatic: boolean;
}

export interface MessageState {
  readonly id: MessageId;
  readonly ticketId: TicketId;
  readonly seq: number;
  readonly kind: MessageKind;
  readonly direction: Direction;
  readonly text: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly deliveryState: DeliveryState;
  /** When the customer last changed it, by the provider's clock. */
  readonly revisedAt: Date | null;
}

export interface FirstChosen {
  readonly direction: Direction;
  readonly automatic: boolean;
  readonly text: string;
  readonly kind: MessageKind;
}

export interface ChosenMessages {
  readonly found: number;
  readonly first: FirstChosen | null;
  readonly left: number;
}

const COLUMNS = `id, ticket_id, seq, direction, kind, channel, inbox_id, conversation_id, conversation_seq, author_type, author_id, author_name,
  subject, text, full_text, html, external_id, details, automatic, delivery_state, created_at, sent_at`;

// Gives the message its seq and keeps on the ticket what a row of the inbox shows: one statement, one round trip.
// Who waits since when: as waitingAfter() in domain/ticket-state.ts says. Notes do not count as "last message": they are not part of the conversation.
// What a customer writes in one breath may be written in another order than it came: what stands last stays.
const APPEND = `
  with t as (
    update ticket set last_seq = last_seq + 1,
      last_message_at = case when $4 = 'internal' then last_message_at else greatest(last_message_at, $21::timestamptz) end,
      preview = case when $4 = 'internal' or $21 < last_message_at then preview else $22 end,
      last_direction = case when $4 = 'internal' or $21 < last_message_at then last_direction else $4 end,
      waiting_since = case when $19 or $4 = 'internal' then waiting_since when $4 = 'inbound' then coalesce(waiting_since, $21) end,
      status = $23, status_category = $24, hold_reason = case when $24 = 'on_hold' then hold_reason end,
      snoozed_until = case when $4 = 'inbound' and not $19 then null else snoozed_until end,
      quiet_since = case when $19 or $4 = 'internal' then quiet_since else $21 end,
      close_notice_at = case when $19 or $4 = 'internal' then close_notice_at end,
      first_replied_at = case when $25 then coalesce(first_replied_at, $21) else first_replied_at end,
      resolved_at = case when $26 then null else resolved_at end,
      version = version + case when status <> $23 then 1 else 0 end, updated_at = $21
    where id = $2 returning last_seq)
  insert into message (${COLUMNS})
  select $1, $2, t.last_seq, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $3 from t
  returning seq`;

const FIRST_SEQ = 1;
const BEGIN = `
  insert into message (${COLUMNS})
  values ($1, $2, ${FIRST_SEQ}, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $3)`;

// As tickets are locked: no message is ever deleted.
const LOCK = `
  select id, ticket_id as "ticketId", seq, kind, direction, text, details, delivery_state as "deliveryState", revised_at as "revisedAt" from message where id = $1 for no key update`;

// Our messages of a conversation that its provider took, up to an instant: one that waits or failed is in nobody's hands, whenever it was written. Index: uq_message_conversation_seq.
const SENT_UNTIL = `
  select id from message
  where conversation_id = (select id from conversation where inbox_id = $1 and key = $2) and direction = 'outbound' and sent_at <= $3
    and delivery_state in ('accepted', 'delivered')
  order by conversation_seq desc limit 200`;

// What customers said after a seq; machines do not count. Index: uq_message_seq.
const SAID_SINCE = `
  select seq from message where ticket_id = $1 and seq > $2 and direction = 'inbound' and not automatic order by seq limit 50`;

const HEARD_SINCE = `
  select exists (select from message where ticket_id = $1 and created_at > $2 and direction = 'inbound' and not automatic) as heard`;

const FACTS = 'select text, direction, kind, automatic from message where id = $1';

const SET_DELIVERY =
  'update message set delivery_state = $2, delivery_fault = case when $5 then $3 else delivery_fault end, external_id = coalesce($4, external_id) where id = $1';

// Index: uq_message_seq.
const CHOSEN = `
  select m.id = any($2::uuid[]) as chosen, m.direction, m.automatic, case when m.id = any($2::uuid[]) then m.text else '' end as text, m.kind
  from message m where m.ticket_id = $1 order by m.seq`;

// A row of the inbox shows the last that was said, as it is now. Index: uq_message_seq.
const REVISE = `
  with m as (
    update message set text = $2, full_text = $3, html = $4, kind = $5, details = $6, revised_at = $9 where id = $1 returning ticket_id, seq, direction)
  update ticket t set preview = $8, updated_at = $7 from m
  where t.id = m.ticket_id and m.direction <> 'internal'
    and not exists (select from message later where later.ticket_id = m.ticket_id and later.seq > m.seq and later.direction <> 'internal')`;

@Injectable()
export class MessageRepository {
  /** @returns the message's seq within its ticket */
  async append(tx: Tx, m: NewMessage, effect: JoiningEffect): Promise<number> {
    const values = [...valuesOf(m, tx.now), previewOf(m.text), effect.status, effect.statusCategory, effect.firstReply, effect.reopened];
    const [row] = await sql<{ seq: number }>(tx, APPEND, values);
    if (row === undefined) throw new Error('the ticket of the message does not exist');
    return row.seq;
  }

  /** The message that a ticket begins with: the ticket's own row counts it already (TicketRepository.open). @returns its seq */
  async begin(tx: Tx, m: NewMessage): Promise<number> {
    await sql(tx, BEGIN, valuesOf(m, tx.now));
    return FIRST_SEQ;
  }

  async lock(tx: Tx, id: MessageId): Promise<MessageState | null> {
    const rows = await sql<MessageState>(tx, LOCK, [id]);
    return rows[0] ?? null;
  }

  async sentUntil(tx: Tx, conversation: { readonly inboxId: InboxId; readonly key: string }, until: Date): Promise<readonly MessageId[]> {
    const rows = await sql<{ id: MessageId }>(tx, SENT_UNTIL, [conversation.inboxId, conversation.key, until]);
    return rows.map((r) => r.id);
  }

  async saidSince(tx: Tx, ticketId: TicketId, seq: number): Promise<readonly number[]> {
    const rows = await sql<{ seq: number }>(tx, SAID_SINCE, [ticketId, seq]);
    return rows.map((r) => r.seq);
  }

  /** Did a customer write in it after an instant? */
  async isHeardSince(tx: Tx, ticketId: TicketId, at: Date): Promise<boolean> {
    const [row] = await sql<{ heard: boolean }>(tx, HEARD_SINCE, [ticketId, at]);
    return row?.heard === true;
  }

  /** What conditions ask of a message. */
  async facts(tx: Tx, id: MessageId): Promise<MessageSaid | null> {
    const [row] = await sql<MessageSaid>(tx, FACTS, [id]);
    return row ?? null;
  }

  /** @param to.fault absent: the one that is there stays */
  async setDelivery(
    tx: Tx,
    id: MessageId,
    to: { readonly state: DeliveryState; readonly fault?: DeliveryFault | null; readonly externalId?: string | null },
  ): Promise<void> {
    const fault = to.fault == null ? null : JSON.stringify(to.fault);
    await sql(tx, SET_DELIVERY, [id, to.state, fault, to.externalId ?? null, to.fault !== undefined]);
  }

  /** Which of these are in the ticket: how many, the first of them, and how many others there are. */
  async chosen(tx: Tx, ticketId: TicketId, ids: readonly MessageId[]): Promise<ChosenMessages> {
    const rows = await sql<FirstChosen & { chosen: boolean }>(tx, CHOSEN, [ticketId, ids]);
    const chosen = rows.filter((r) => r.chosen);
    return { found: chosen.length, first: chosen[0] ?? null, left: rows.length - chosen.length };
  }

  async revise(
    tx: Tx,
    id: MessageId,
    to: { readonly text: string; readonly kind: MessageKind; readonly details: Readonly<Record<string, unknown>>; readonly at: Date },
  ): Promise<void> {
    await sql(tx, REVISE, [id, to.text, null, null, to.kind, JSON.stringify(to.details), tx.now, previewOf(to.text), to.at]);
  }
}

function valuesOf(m: NewMessage, now: Date): readonly unknown[] {
  return [
    m.id, m.ticketId, m.sentAt, m.direction, m.kind, m.channel, m.inboxId, m.conversationId, m.conversationSeq,
    m.author.type, m.author.id, m.author.name, m.subject, m.text, m.fullText === m.text ? null : m.fullText, m.html,
    m.externalId, JSON.stringify(m.details), m.automatic, m.deliveryState, now,
  ]; // biome-ignore format: one line for each group of columns
}
