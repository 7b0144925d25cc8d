import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface AttachmentRow {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly contentId: string | null;
  readonly state: string;
  readonly fault: string | null;
}

export interface MessageRow {
  readonly id: string;
  readonly ticketId: string;
  readonly seq: number;
  readonly direction: string;
  readonly kind: string;
  readonly channel: string;
  readonly inboxId: string | null;
  readonly authorType: string;
  readonly authorId: string | null;
  readonly authorName: string;
  readonly subject: string | null;
  readonly text: string;
  readonly fullText: string | null;
  readonly html: string | null;
  readonly externalId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly automatic: boolean;
  readonly deliveryState: string;
  readonly deliveryFault: { readonly code: string; readonly message: string } | null;
  readonly createdAt: Date;
  readonly sentAt: Date;
  readonly revisedAt: Date | null;
  /** The ticket it was said in, when a merge brought it here. */
  readonly originTicketId: string | null;
  /** With the database's full precision, for the cursor. */
  readonly sortAt: string;
  readonly attachments: readonly AttachmentRow[] | null;
}

/** A message's place in the order of time. */
interface InTime {
  readonly at: string;
  readonly seq: number;
}

const OWN = `m.id, m.ticket_id as "ticketId", m.seq, m.direction, m.kind, m.channel, m.inbox_id as "inboxId", m.author_type as "authorType",
  m.author_id as "authorId", m.author_name as "authorName", m.subject, m.text, m.full_text as "fullText", m.html, m.external_id as "externalId",
  m.details, m.automatic, m.delivery_state as "deliveryState", m.delivery_fault as "deliveryFault", m.created_at as "createdAt",
  m.sent_at as "sentAt", m.revised_at as "revisedAt", m.created_at::text as "sortAt"`;
const ORIGIN = `(select v.from_id from ticket_move_message x join ticket_move v on v.id = x.move_id
    where x.message_id = m.id and v.kind = 'merge' and v.undone_at is null order by v.id limit 1)`;
const FILES = `(select json_agg(json_build_object('id', a.id, 'filename', a.filename, 'contentType', a.content_type, 'bytes', a.bytes, 'sha256', a.sha256,
    'contentId', a.content_id, 'state', a.state, 'fault', a.fault) order by a.position) from attachment a where a.message_id = m.id)`;
// Few tickets have files, fewer were merged: that is asked once for the whole page. Indexes: ix_ticket_move_to, ix_attachment_ticket.
const COLUMNS = `${OWN},
  case when (select exists (select from ticket_move v where v.to_id = $1 and v.undone_at is null)) then ${ORIGIN} end as "originTicketId",
  case when (select exists (select from attachment a where a.ticket_id = $1 and a.message_id is not null)) then ${FILES} end as attachments`;

// Indexes: uq_message_seq, ix_attachment_message, ix_ticket_move_message_message.
// Whether replies wait is asked once for the whole page: as a rule there are none. Indexes: ix_held_reply_ticket, ix_ticket_merged_into.
const AFTER = `
  select ${COLUMNS}, exists (select from held_reply h where h.ticket_id = any(array(select $1::uuid union all select id from ticket where merged_into_id = $1)) and h.state in ('held', 'failed')) as "hasHeld"
  from message m where m.ticket_id = $1 and m.seq > $2 and exists (select from ticket t where t.id = $1 and t.deleted_at is null)
  order by m.seq limit $3`;
// A merge puts messages behind those that are there: in the order of time one ticket's messages are sorted.
const BY_TIME = `
  select ${COLUMNS} from message m
  where m.ticket_id = $1 and ($2::timestamptz is null or (m.created_at, m.seq) > ($2, $3::int))
    and exists (select from ticket t where t.id = $1 and t.deleted_at is null)
  order by m.created_at, m.seq limit $4`;
const NEWEST = `
  select ${COLUMNS} from message m
  where m.ticket_id = $1 and ($2::timestamptz is null or (m.created_at, m.seq) < ($2, $3::int))
    and exists (select from ticket t where t.id = $1 and t.deleted_at is null)
  order by m.created_at desc, m.seq desc limit $4`;
const FIND = `select ${OWN}, ${ORIGIN} as "originTicketId", ${FILES} as attachments from message m where m.id = $1`;
const TICKET_EXISTS = 'select 1 as one from ticket where id = $1 and deleted_at is null';

@Injectable()
export class TicketMessagesView {
  constructor(private readonly statements: Statements) {}

  after(ticketId: string, seq: number, limit: number): Promise<(MessageRow & { readonly hasHeld: boolean })[]> {
    return this.statements.rows<MessageRow & { readonly hasHeld: boolean }>(AFTER, [ticketId, seq, limit]);
  }

  byTime(ticketId: string, after: InTime | null, limit: number): Promise<MessageRow[]> {
    return this.statements.rows<MessageRow>(BY_TIME, [ticketId, after?.at ?? null, after?.seq ?? null, limit]);
  }

  newest(ticketId: string, before: InTime | null, limit: number): Promise<MessageRow[]> {
    return this.statements.rows<MessageRow>(NEWEST, [ticketId, before?.at ?? null, before?.seq ?? null, limit]);
  }

  async find(id: string): Promise<MessageRow | null> {
    const [row] = await this.statements.rows<MessageRow>(FIND, [id]);
    return row ?? null;
  }

  async ticketExists(ticketId: string): Promise<boolean> {
    return (await this.statements.rows(TICKET_EXISTS, [ticketId])).length > 0;
  }
}
