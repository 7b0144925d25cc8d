import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/actor.js';
import type { AgentId, AttachmentId, InboxId, MessageId, TicketId } from '../../kernel/id.js';
import type { DeliveryFault } from '../../kernel/message.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

export interface NewHeldReply {
  /** The id of the message it will be. */
  readonly id: MessageId;
  readonly ticketId: TicketId;
  readonly author: { readonly id: AgentId | null; readonly name: string; readonly role: Role | null };
  readonly inboxId: InboxId | null;
  /** It leaves there or not at all; null: nobody wrote by that inbox yet. */
  readonly conversationId: string | null;
  readonly channel: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly AttachmentId[];
  readonly cc: readonly string[];
  readonly sendAt: Date;
  /** Up to where its author had read; it does not leave when the customer wrote since. Null: it leaves in any case. */
  readonly afterSeq: number | null;
}

/** `failed`: its time came, but it could not leave. */
export type HeldState = 'held' | 'failed' | 'cancelled';

export interface HeldReply extends NewHeldReply {
  readonly state: HeldState;
  readonly createdAt: Date;
}

interface HeldRow extends Omit<HeldReply, 'author'> {
  readonly authorId: AgentId | null;
  readonly authorName: string;
  readonly authorRole: Role | null;
}

const INSERT = `
  insert into held_reply (id, ticket_id, author_id, author_name, author_role, inbox_id, conversation_id, channel, text, html, attachment_ids, cc, state, send_at, after_seq, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'held', $13, $14, $15, $15)`;
const LOCK = `
  select id, ticket_id as "ticketId", author_id as "authorId", author_name as "authorName", author_role as "authorRole", inbox_id as "inboxId",
    conversation_id as "conversationId", channel, text, html, attachment_ids as "attachmentIds", cc, state, send_at as "sendAt", after_seq as "afterSeq", created_at as "createdAt"
  from held_reply where id = $1 for update`;
const SETTLE = 'update held_reply set state = $2, fault = $3, updated_at = $4 where id = $1';
const REMOVE = 'delete from held_reply where id = $1';
// Index: ix_held_reply_ticket.
const WAITING = `select count(*)::int as count from held_reply where ticket_id = $1 and state in ('held', 'failed')`;
// Index: ix_held_reply_settled.
const FORGET = `
  delete from held_reply where id in (select id from held_reply where state <> 'held' and updated_at < $1 order by updated_at limit 1000) returning id`;

/** Replies that wait for their time. Whoever holds the lock of the row decides: it leaves, or it was taken back. */
@Injectable()
export class HeldReplyRepository {
  async insert(tx: Tx, h: NewHeldReply): Promise<void> {
    const { id, name, role } = h.author;
    const values = [
      h.id,
      h.ticketId,
      id,
      name,
      role,
      h.inboxId,
      h.conversationId,
      h.channel,
      h.text,
      h.html,
      h.attachmentIds,
      h.cc,
      h.sendAt,
      h.afterSeq,
      tx.now,
    ];
    await sql(tx, INSERT, values);
  }

  async lock(tx: Tx, id: MessageId): Promise<HeldReply | null> {
    const [row] = await sql<HeldRow>(tx, LOCK, [id]);
    if (row === undefined) return null;
    const { authorId, authorName, authorRole, ...rest } = row;
    return { ...rest, author: { id: authorId, name: authorName, role: authorRole } };
  }

  async countWaiting(tx: Tx, ticketId: TicketId): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, WAITING, [ticketId]);
    return row?.count ?? 0;
  }

  async settle(tx: Tx, id: MessageId, to: { readonly state: HeldState; readonly fault: DeliveryFault | null }): Promise<void> {
    await sql(tx, SETTLE, [id, to.state, to.fault === null ? null : JSON.stringify(to.fault), tx.now]);
  }

  /** It left: it is a message now. */
  async remove(tx: Tx, id: MessageId): Promise<void> {
    await sql(tx, REMOVE, [id]);
  }

  /** @returns how many were dropped; 0 when none is left */
  async forget(tx: Tx, before: Date): Promise<number> {
    return (await sql(tx, FORGET, [before])).length;
  }
}
