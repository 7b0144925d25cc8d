import { Injectable } from '@nestjs/common';
import type { AgentId, AttachmentId, InboxId, MessageId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

export interface NewAttachment {
  readonly id: AttachmentId;
  readonly messageId: MessageId | null;
  readonly ticketId: TicketId | null;
  readonly inboxId: InboxId | null;
  readonly uploadedBy: AgentId | null;
  readonly position: number;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly contentId: string | null;
  readonly storageKey: string | null;
  /** The provider's handle while the content is not here yet. */
  readonly media: Readonly<Record<string, unknown>> | null;
}

const INSERT = `
  insert into attachment (id, message_id, ticket_id, inbox_id, uploaded_by, position, filename, content_type, bytes, sha256, content_id, storage_key,
    media, state, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, case when $12::text is null then 'pending' else 'stored' end, $14)`;

// Only the uploader's own, and only once: an id guessed or used before links nothing.
const LINK = `
  update attachment a set message_id = $1, ticket_id = $2, position = given.position
  from unnest($3::uuid[]) with ordinality as given (id, position)
  where a.id = given.id and a.message_id is null and a.uploaded_by = $4 returning a.id`;

const FREE = 'select count(*)::int as count from attachment where id = any($1::uuid[]) and message_id is null and uploaded_by = $2';

const STORE = `update attachment set state = 'stored', storage_key = $2, bytes = $3, sha256 = $4, filename = $5, content_type = $6, fault = null
  where id = $1 and state <> 'stored' returning message_id as "messageId", ticket_id as "ticketId"`;
const FAIL = `update attachment set state = 'failed', fault = $2 where id = $1 and state = 'pending' returning message_id as "messageId", ticket_id as "ticketId"`;

export interface Owner {
  readonly messageId: MessageId;
  readonly ticketId: TicketId;
}

@Injectable()
export class AttachmentRepository {
  async insert(tx: Tx, a: NewAttachment): Promise<void> {
    const values = [
      a.id,
      a.messageId,
      a.ticketId,
      a.inboxId,
      a.uploadedBy,
      a.position,
      a.filename,
      a.contentType,
      a.bytes,
      a.sha256,
      a.contentId,
      a.storageKey,
    ];
    await sql(tx, INSERT, [...values, a.media === null ? null : JSON.stringify(a.media), tx.now]);
  }

  /** @returns how many were the uploader's own and free */
  async link(tx: Tx, to: Owner, ids: readonly AttachmentId[], uploader: AgentId): Promise<number> {
    return (await sql(tx, LINK, [to.messageId, to.ticketId, ids, uploader])).length;
  }

  /** How many of these are the uploader's own and free. */
  async countFree(tx: Tx, ids: readonly AttachmentId[], uploader: AgentId): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, FREE, [ids, uploader]);
    return row?.count ?? 0;
  }

  async store(
    tx: Tx,
    id: AttachmentId,
    f: { readonly key: string; readonly bytes: number; readonly sha256: string; readonly filename: string; readonly contentType: string },
  ): Promise<Owner | null> {
    const rows = await sql<Owner>(tx, STORE, [id, f.key, f.bytes, f.sha256, f.filename, f.contentType]);
    return rows[0] ?? null;
  }

  async fail(tx: Tx, id: AttachmentId, fault: string): Promise<Owner | null> {
    const rows = await sql<Owner>(tx, FAIL, [id, fault]);
    return rows[0] ?? null;
  }
}
