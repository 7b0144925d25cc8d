import { Injectable } from '@nestjs/common';
import { type DeliveryId, type InboxId, type MessageId, newId, type TicketId } from '../../kernel/id.js';
import type { DeliveryFault } from '../../kernel/message.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { PartIds, Parts } from '../domain/delivery-parts.js';

export type DeliveryProgress = 'queued' | 'sending' | 'accepted' | 'unknown' | 'failed';

export interface NewDelivery {
  readonly messageId: MessageId;
  readonly ticketId: TicketId;
  readonly inboxId: InboxId;
  readonly conversationId: string;
  readonly recipient: Readonly<Record<string, unknown>>;
  readonly cc: readonly string[];
}

export interface DeliveryRow extends Parts {
  readonly id: DeliveryId;
  readonly messageId: MessageId;
  readonly ticketId: TicketId;
  readonly inboxId: InboxId;
  readonly conversationId: string;
  /** The address, number or id that it goes to. */
  readonly sentTo: string | null;
  readonly attempts: number;
  /** When its state was set. */
  readonly changedAt: Date;
}

// The ticket its message stands in now: merges and splits move messages, a delivery on its way is left alone.
const COLUMNS = `id, message_id as "messageId", (select m.ticket_id from message m where m.id = message_id) as "ticketId", inbox_id as "inboxId",
  conversation_id as "conversationId", recipient->>'value' as "sentTo", state, attempts, external_ids as "externalIds", part_count as "partCount", part_states as "partStates", updated_at as "changedAt"`;

const INSERT = `
  insert into delivery (id, message_id, ticket_id, inbox_id, conversation_id, recipient, cc, state, attempts, external_ids, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, '{}', $8, $8)`;

const LOCK = `select ${COLUMNS} from delivery where id = $1 for update`;
const LOCK_OF_MESSAGE = `select ${COLUMNS} from delivery where message_id = $1 for update`;

// Ids rise with time, so an earlier reply of the conversation has a smaller one. Index: ix_delivery_waiting.
const EARLIER = `select id from delivery where conversation_id = $1 and id < $2 and state in ('queued', 'sending') limit 1`;
const NEXT = `select id from delivery where conversation_id = $1 and state = 'queued' order by id limit 1`;

const SET = `
  update delivery set state = $2, attempts = attempts + $3, fault = $4, external_ids = coalesce($5::text[], external_ids),
    part_count = coalesce($7, part_count), updated_at = $6
  where id = $1`;

const SET_PARTS = `
  update delivery set part_states = $2, external_ids = $3, state = $4, fault = case when $4 = state then fault end,
    updated_at = case when $4 = state then updated_at else $5 end
  where id = $1`;

@Injectable()
export class DeliveryRepository {
  async insert(tx: Tx, d: NewDelivery): Promise<DeliveryId> {
    const id = newId<DeliveryId>();
    await sql(tx, INSERT, [id, d.messageId, d.ticketId, d.inboxId, d.conversationId, JSON.stringify(d.recipient), d.cc, tx.now]);
    return id;
  }

  async lock(tx: Tx, id: DeliveryId): Promise<DeliveryRow | null> {
    const rows = await sql<DeliveryRow>(tx, LOCK, [id]);
    return rows[0] ?? null;
  }

  async lockOfMessage(tx: Tx, messageId: MessageId): Promise<DeliveryRow | null> {
    const rows = await sql<DeliveryRow>(tx, LOCK_OF_MESSAGE, [messageId]);
    return rows[0] ?? null;
  }

  async hasEarlier(tx: Tx, delivery: DeliveryRow): Promise<boolean> {
    return (await sql(tx, EARLIER, [delivery.conversationId, delivery.id])).length > 0;
  }

  /** The reply that waits behind the ones that are done. */
  async nextOf(tx: Tx, conversationId: string): Promise<DeliveryId | null> {
    const rows = await sql<{ id: DeliveryId }>(tx, NEXT, [conversationId]);
    return rows[0]?.id ?? null;
  }

  async set(
    tx: Tx,
    id: DeliveryId,
    to: {
      readonly state: DeliveryProgress;
      readonly newAttempt?: boolean;
      readonly fault: DeliveryFault | null;
      readonly externalIds?: PartIds;
      readonly partCount?: number;
    },
  ): Promise<void> {
    const fault = to.fault === null ? null : JSON.stringify(to.fault);
    await sql(tx, SET, [id, to.state, to.newAttempt ? 1 : 0, fault, to.externalIds ?? null, tx.now, to.partCount ?? null]);
  }

  /** What is known of its parts, and what that makes of the whole: another state has left its fault behind. */
  async setParts(tx: Tx, id: DeliveryId, { partStates, externalIds, state }: Parts): Promise<void> {
    await sql(tx, SET_PARTS, [id, JSON.stringify(partStates), externalIds, state, tx.now]);
  }
}
