import { Injectable } from '@nestjs/common';
import type { ContactId, InboxId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { QuietLimits } from '../domain/quiet.js';

export interface QuietTimes {
  readonly quietSince: Date | null;
  readonly closeNoticeAt: Date | null;
  /** A machine wrote last: it is told nothing. */
  readonly lastWriterIsMachine: boolean;
}

export interface QuietTicket {
  readonly id: TicketId;
  /** With the database's full precision, for going on behind it. */
  readonly sortAt: string;
}

const OWNER = 'select contact_id as "contactId" from ticket where id = $1';
const SPAM = 'update ticket set is_spam = $2, version = version + 1, updated_at = $3 where id = $1';
const DELETE = 'update ticket set deleted_at = $2, version = version + 1, updated_at = $3 where id = $1';

// Of two who wake it, one does. What is hidden sleeps on: when it is restored, the next look for those due finds it.
const WAKE = `
  update ticket set snoozed_until = null, version = version + 1, updated_at = $2 where id = $1 and snoozed_until <= $2 and shown returning id`;
// Index: ix_ticket_snoozed; it also holds the few that were hidden while they were put off.
const DUE_TO_WAKE = 'select id from ticket where snoozed_until <= $1 and shown order by snoozed_until, id limit $2';

// Index: ix_ticket_quiet. What is put off is left alone until it wakes.
const QUIET = `
  select id, quiet_since::text as "sortAt" from ticket
  where inbox_id = $1 and status_category in ('pending', 'resolved') and shown and snoozed_until is null and quiet_since <= $2
    and (close_notice_at is null or close_notice_at <= $3) and ($4::timestamptz is null or (quiet_since, id) > ($4, $5::uuid))
  order by quiet_since, id limit $6`;

// Index: uq_message_seq.
const QUIET_TIMES = `
  select quiet_since as "quietSince", close_notice_at as "closeNoticeAt",
    coalesce((select m.automatic from message m where m.ticket_id = t.id and m.direction = 'inbound' order by m.created_at desc, m.seq desc limit 1), false) as "lastWriterIsMachine"
  from ticket t where t.id = $1`;
const NOTICED = 'update ticket set close_notice_at = $2 where id = $1';

/** The ends of a ticket, and its way back. The caller holds the ticket's lock where it decides on what it read. */
@Injectable()
export class LifecycleRepository {
  /** Without a lock: to lock the contact first, as every verb does. */
  async ownerOf(tx: Tx, id: TicketId): Promise<ContactId | null> {
    const [row] = await sql<{ contactId: ContactId }>(tx, OWNER, [id]);
    return row?.contactId ?? null;
  }

  async markSpam(tx: Tx, id: TicketId, isSpam: boolean): Promise<void> {
    await sql(tx, SPAM, [id, isSpam, tx.now]);
  }

  async setDeleted(tx: Tx, id: TicketId, at: Date | null): Promise<void> {
    await sql(tx, DELETE, [id, at, tx.now]);
  }

  /** @returns false when its time has not come, or it is awake or hidden */
  async wake(tx: Tx, id: TicketId): Promise<boolean> {
    return (await sql(tx, WAKE, [id, tx.now])).length > 0;
  }

  async dueToWake(tx: Tx, limit: number): Promise<readonly TicketId[]> {
    const rows = await sql<{ id: TicketId }>(tx, DUE_TO_WAKE, [tx.now, limit]);
    return rows.map((r) => r.id);
  }

  /** Tickets of an inbox that silence makes something of, longest quiet first. */
  quiet(
    tx: Tx,
    inboxId: InboxId,
    { limits, after, limit }: { readonly limits: QuietLimits; readonly after: QuietTicket | null; readonly limit: number },
  ): Promise<readonly QuietTicket[]> {
    return sql<QuietTicket>(tx, QUIET, [
      inboxId,
      limits.quietBefore,
      limits.noticedBefore,
      after?.sortAt ?? null,
      after?.id ?? null,
      limit,
    ]);
  }

  async quietTimes(tx: Tx, id: TicketId): Promise<QuietTimes> {
    const [row] = await sql<QuietTimes>(tx, QUIET_TIMES, [id]);
    return row ?? { quietSince: null, closeNoticeAt: null, lastWriterIsMachine: false };
  }

  async noticed(tx: Tx, id: TicketId): Promise<void> {
    await sql(tx, NOTICED, [id, tx.now]);
  }
}
