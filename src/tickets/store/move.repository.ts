import { Injectable } from '@nestjs/common';
import { type MessageId, newId, type TicketId } from '../../kernel/id.js';
import type { Direction } from '../../kernel/message.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { Standing } from '../domain/move.js';
import { previewOf } from '../domain/preview.js';

export type MoveKind = 'merge' | 'split';

/** A merge or a split that can be undone. */
export interface Move {
  readonly id: string;
  readonly fromId: TicketId;
  readonly toId: TicketId;
  /** The last seq of the ticket they came to, when they had come. */
  readonly toSeq: number;
  /** Conversations whose next message went to the new ticket from then on. */
  readonly conversationIds: readonly string[];
  /** How the ticket stood that was merged. */
  readonly before: Standing;
}

export interface MoveCommand {
  readonly moveId: string;
  readonly from: TicketId;
  readonly to: TicketId;
  /** The last seq given in `to`. */
  readonly lastSeq: number;
}

const COLUMNS = `id, from_id as "fromId", to_id as "toId", to_seq as "toSeq", conversation_ids as "conversationIds", before`;
// Indexes: uq_ticket_move_merge, uq_ticket_move_split.
const MERGE_OF = `select ${COLUMNS} from ticket_move where kind = 'merge' and from_id = $1 and undone_at is null`;
const SPLIT_OF = `select ${COLUMNS} from ticket_move where kind = 'split' and to_id = $1 and undone_at is null`;
const INSERT = `
  insert into ticket_move (id, kind, from_id, to_id, to_seq, conversation_ids, before, moved_at) values ($1, $2, $3, $4, 0, '{}', $5, $6)`;
const COMPLETE = 'update ticket_move set to_seq = $2, conversation_ids = $3 where id = $1';
// Undone itself: nobody takes it back, a merge is made anew.
const RETURN = `
  insert into ticket_move (id, kind, from_id, to_id, to_seq, conversation_ids, before, moved_at, undone_at) values ($1, 'return', $2, $3, 0, '{}', '{}', $4, $4)`;
const UNDONE = 'update ticket_move set undone_at = $2 where id = $1 and undone_at is null returning id';

// Everything of a ticket, in its order, behind what the other one holds; what a split took from there gets its old place back.
const MOVE_ALL = `
  with numbered as (
    select m.id, m.seq, coalesce(r.seq, $3 + row_number() over (partition by r.seq is null order by m.seq))::int as to_seq
    from message m left join ticket_move_message r on r.move_id = $5 and r.message_id = m.id where m.ticket_id = $1),
  kept as (insert into ticket_move_message (move_id, message_id, seq) select $4, id, seq from numbered)
  update message m set ticket_id = $2, seq = n.to_seq from numbered n where m.id = n.id returning m.id, m.seq`;

const MOVE_SOME = `
  with numbered as (
    select m.id, m.seq, $3 + row_number() over (order by m.seq)::int as to_seq from message m where m.ticket_id = $1 and m.id = any($5::uuid[])),
  kept as (insert into ticket_move_message (move_id, message_id, seq) select $4, id, seq from numbered)
  update message m set ticket_id = $2, seq = n.to_seq from numbered n where m.id = n.id returning m.id, m.seq`;

const MOVE_BACK = `
  with moved as (
    select m.id, m.seq, x.seq as to_seq from ticket_move_message x join message m on m.id = x.message_id where x.move_id = $3 and m.ticket_id = $1),
  kept as (insert into ticket_move_message (move_id, message_id, seq) select $4, id, seq from moved)
  update message m set ticket_id = $2, seq = b.to_seq from moved b where m.id = b.id returning m.id, m.seq`;

// Said through the moved conversations after the merge. What another merge brought to the same ticket is that one's to give back.
const MOVE_LATER = `
  with later as (
    select m.id, m.seq, $4 + row_number() over (order by m.seq)::int as to_seq from message m
    where m.ticket_id = $1 and m.seq > $3 and m.conversation_id = any($5::uuid[]) and not exists (
      select from ticket_move_message x join ticket_move v on v.id = x.move_id
      where x.message_id = m.id and v.kind = 'merge' and v.to_id = $1 and v.undone_at is null)),
  kept as (insert into ticket_move_message (move_id, message_id, seq) select $6, id, seq from later)
  update message m set ticket_id = $2, seq = l.to_seq from later l where m.id = l.id
  returning m.id, m.seq, m.direction, m.automatic`;

const MOVE_FILES = 'update attachment set ticket_id = $2 where message_id = any($1::uuid[])';

// Tickets whose merges lead here, however many steps away. Index: ix_ticket_move_to.
const LEADING_TO = `
  with recursive chain as (
    select from_id from ticket_move where kind = 'merge' and to_id = $1 and undone_at is null
    union select v.from_id from ticket_move v join chain c on v.to_id = c.from_id where v.kind = 'merge' and v.undone_at is null)
  select from_id as id from chain limit 1000`;
const LEAD_TO = 'update ticket set merged_into_id = $2 where id = any($1::uuid[])';

// What a row of the inbox shows, from the messages that are there now: one ticket's messages are read. Index: uq_message_seq.
const SUMMARY = `
  with said as (select seq, created_at, direction, automatic, text from message where ticket_id = $1 and direction <> 'internal'),
  answer as (select created_at, seq from said where direction = 'outbound' and not automatic order by created_at desc, seq desc limit 1),
  last as (select created_at, direction, text from said order by created_at desc, seq desc limit 1)
  select l.created_at as "lastMessageAt", l.direction as "lastDirection", l.text,
    (select min(s.created_at) from said s where s.direction = 'inbound' and not s.automatic
      and not exists (select from answer a where (a.created_at, a.seq) > (s.created_at, s.seq))) as "waitingSince"
  from last l`;
const SETTLE = `
  update ticket set last_seq = greatest(last_seq, $2), last_message_at = coalesce($3, last_message_at), last_direction = coalesce($4, last_direction),
    preview = coalesce($5, preview), waiting_since = $6, version = version + 1, updated_at = $7
  where id = $1`;
const STAND = `
  update ticket set status = $2, status_category = $3, resolved_at = $4, snoozed_until = $5, hold_reason = $6, merged_into_id = $7 where id = $1`;
const HEARD = 'update ticket set quiet_since = $2, close_notice_at = null where id = $1';

export interface Moved {
  readonly id: MessageId;
  readonly seq: number;
}

interface Summary {
  readonly lastMessageAt: Date;
  readonly lastDirection: string;
  readonly text: string;
  readonly waitingSince: Date | null;
}

/** Messages on their way between tickets. The caller holds the locks of the conversations and tickets. */
@Injectable()
export class MoveRepository {
  async activeMerge(tx: Tx, fromId: TicketId): Promise<Move | null> {
    const [row] = await sql<Move>(tx, MERGE_OF, [fromId]);
    return row ?? null;
  }

  async activeSplit(tx: Tx, toId: TicketId): Promise<Move | null> {
    const [row] = await sql<Move>(tx, SPLIT_OF, [toId]);
    return row ?? null;
  }

  async begin(
    tx: Tx,
    kind: MoveKind,
    { from, to, before }: { readonly from: TicketId; readonly to: TicketId; readonly before: Standing },
  ): Promise<string> {
    const id = newId();
    await sql(tx, INSERT, [id, kind, from, to, JSON.stringify(before), tx.now]);
    return id;
  }

  async complete(tx: Tx, id: string, end: { readonly toSeq: number; readonly conversationIds: readonly string[] }): Promise<void> {
    await sql(tx, COMPLETE, [id, end.toSeq, end.conversationIds]);
  }

  /** @returns false when somebody undid it before */
  async undo(tx: Tx, id: string): Promise<boolean> {
    return (await sql(tx, UNDONE, [id, tx.now])).length > 0;
  }

  /** @param restoring the split whose messages get their old places back */
  all(tx: Tx, m: MoveCommand, restoring: string | null): Promise<readonly Moved[]> {
    return this.withFiles(tx, m.to, sql<Moved>(tx, MOVE_ALL, [m.from, m.to, m.lastSeq, m.moveId, restoring]));
  }

  some(tx: Tx, m: MoveCommand, messageIds: readonly MessageId[]): Promise<readonly Moved[]> {
    return this.withFiles(tx, m.to, sql<Moved>(tx, MOVE_SOME, [m.from, m.to, m.lastSeq, m.moveId, messageIds]));
  }

  /** A merge is undone. @returns under which id what it gives back is kept: {@link back}, {@link later} */
  async beginReturn(tx: Tx, { fromId, toId }: Move): Promise<string> {
    const id = newId();
    await sql(tx, RETURN, [id, toId, fromId, tx.now]);
    return id;
  }

  /** To where they were, at the place they had; what went elsewhere meanwhile stays there. */
  back(tx: Tx, move: Move, returnId: string): Promise<readonly Moved[]> {
    return this.withFiles(tx, move.fromId, sql<Moved>(tx, MOVE_BACK, [move.toId, move.fromId, move.id, returnId]));
  }

  /** What was said through the moved conversations since. */
  later(
    tx: Tx,
    move: Move,
    { lastSeq, returnId }: { readonly lastSeq: number; readonly returnId: string },
  ): Promise<readonly (Moved & { readonly direction: Direction; readonly automatic: boolean })[]> {
    const values = [move.toId, move.fromId, move.toSeq, lastSeq, move.conversationIds, returnId];
    return this.withFiles(tx, move.fromId, sql<Moved & { direction: Direction; automatic: boolean }>(tx, MOVE_LATER, values));
  }

  /** Tickets that were merged into this one, and into those. */
  async leadingTo(tx: Tx, id: TicketId): Promise<readonly TicketId[]> {
    const rows = await sql<{ id: TicketId }>(tx, LEADING_TO, [id]);
    return rows.map((r) => r.id);
  }

  async leadTo(tx: Tx, ids: readonly TicketId[], to: TicketId): Promise<void> {
    if (ids.length > 0) await sql(tx, LEAD_TO, [ids, to]);
  }

  async stand(tx: Tx, id: TicketId, s: Standing, mergedIntoId: TicketId | null): Promise<void> {
    await sql(tx, STAND, [id, s.status, s.statusCategory, s.resolvedAt, s.snoozedUntil, s.holdReason, mergedIntoId]);
  }

  /** As {@link stand}, when with other messages a customer's wait has come: silence begins anew. */
  async hear(tx: Tx, id: TicketId, standing: Standing): Promise<void> {
    await this.stand(tx, id, standing, null);
    await sql(tx, HEARD, [id, tx.now]);
  }

  /** After messages came or went: what lists show of the ticket follows from those it holds. @returns whether a customer waits */
  async settle(tx: Tx, id: TicketId, moved: readonly Moved[]): Promise<boolean> {
    const [summary] = await sql<Summary>(tx, SUMMARY, [id]);
    const preview = summary === undefined ? null : previewOf(summary.text);
    const values = [summary?.lastMessageAt ?? null, summary?.lastDirection ?? null, preview, summary?.waitingSince ?? null];
    await sql(tx, SETTLE, [id, moved.reduce((max, m) => Math.max(max, m.seq), 0), ...values, tx.now]);
    return summary?.waitingSince != null;
  }

  private async withFiles<M extends Moved>(tx: Tx, to: TicketId, moving: Promise<readonly M[]>): Promise<readonly M[]> {
    const moved = await moving;
    if (moved.length > 0) await sql(tx, MOVE_FILES, [moved.map((m) => m.id), to]);
    return moved;
  }
}
