import { Injectable } from '@nestjs/common';
import type { AttachmentId, InboxId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { Owner } from './attachment.repository.js';

export interface CustomerUpload {
  readonly id: AttachmentId;
  readonly inboxId: InboxId;
  /** The conversation key of the customer who uploaded it. */
  readonly conversation: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
}

export interface UploadedLately {
  readonly count: number;
  readonly bytes: number;
}

const INSERT = `
  insert into attachment (id, inbox_id, uploaded_for, position, filename, content_type, bytes, sha256, storage_key, state, created_at)
  values ($1, $2, $3, 0, $4, $5, $6, $7, $8, 'stored', $9)`;

// Index: ix_attachment_customer.
const LATELY = `
  select count(*)::int as count, coalesce(sum(bytes), 0)::float8 as bytes from attachment
  where inbox_id = $1 and uploaded_for = $2 and created_at > $3`;

// Only the customer's own, and only once: an id guessed or used before gives a message nothing.
const CLAIM = `
  update attachment a set message_id = $1, ticket_id = $2, position = given.position
  from unnest($3::uuid[]) with ordinality as given (id, position)
  where a.id = given.id and a.message_id is null and a.inbox_id = $4 and a.uploaded_for = $5`;

// Index: ix_attachment_unsent. Skip what a message is about to claim.
const DROP = `
  delete from attachment where id in (
    select id from attachment where uploaded_for is not null and message_id is null and created_at < $1
    order by created_at, id limit 200 for update skip locked)
  returning storage_key as "storageKey"`;

/** Files of customers that are uploaded before they are sent. */
@Injectable()
export class CustomerUploadRepository {
  async insert(tx: Tx, u: CustomerUpload): Promise<void> {
    await sql(tx, INSERT, [u.id, u.inboxId, u.conversation, u.filename, u.contentType, u.bytes, u.sha256, u.storageKey, tx.now]);
  }

  async lately(tx: Tx, by: Pick<CustomerUpload, 'inboxId' | 'conversation'>, since: Date): Promise<UploadedLately> {
    const [row] = await sql<UploadedLately>(tx, LATELY, [by.inboxId, by.conversation, since]);
    return row ?? { count: 0, bytes: 0 };
  }

  async claim(
    tx: Tx,
    to: Owner,
    from: Pick<CustomerUpload, 'inboxId' | 'conversation'> & { readonly ids: readonly AttachmentId[] },
  ): Promise<void> {
    await sql(tx, CLAIM, [to.messageId, to.ticketId, from.ids, from.inboxId, from.conversation]);
  }

  /** @returns the keys of their contents; none when all is dropped */
  async dropUnsent(tx: Tx, before: Date): Promise<readonly string[]> {
    const rows = await sql<{ storageKey: string | null }>(tx, DROP, [before]);
    return rows.flatMap((row) => row.storageKey ?? []);
  }
}
