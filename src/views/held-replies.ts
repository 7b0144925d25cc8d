import { Injectable } from '@nestjs/common';
import type { AgentId, InboxId, MessageId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';
import type { AttachmentRow } from './ticket-messages.js';

export interface HeldReplyRow {
  readonly id: MessageId;
  readonly ticketId: string;
  readonly authorId: AgentId | null;
  readonly authorName: string;
  /** As the author is today; null when they are gone or disabled, or it was no agent. */
  readonly authorNow: { readonly name: string; readonly role: 'admin' | 'supervisor' | 'agent' | 'auditor' } | null;
  readonly inboxId: InboxId | null;
  readonly channel: string;
  readonly text: string;
  readonly html: string | null;
  readonly cc: readonly string[];
  readonly state: 'held' | 'failed' | 'cancelled';
  readonly fault: { readonly code: string; readonly message: string } | null;
  readonly sendAt: Date;
  readonly createdAt: Date;
  readonly attachments: readonly AttachmentRow[] | null;
}

const COLUMNS = `h.id, h.ticket_id as "ticketId", h.author_id as "authorId", h.author_name as "authorName",
  (select json_build_object('name', g.name, 'role', g.role) from agent g where g.id = h.author_id and g.enabled) as "authorNow",
  h.inbox_id as "inboxId", h.channel, h.text, h.html, h.cc, h.state, h.fault, h.send_at as "sendAt", h.created_at as "createdAt",
  (select json_agg(json_build_object('id', a.id, 'filename', a.filename, 'contentType', a.content_type, 'bytes', a.bytes, 'sha256', a.sha256,
    'contentId', a.content_id, 'state', a.state, 'fault', a.fault)) from attachment a where a.id = any(h.attachment_ids)) as attachments`;

const FIND = `select ${COLUMNS} from held_reply h where h.id = $1`;
// At most 20 wait in a ticket (desk/hold-reply.ts). Also of tickets merged into it. Indexes: ix_held_reply_ticket, ix_ticket_merged_into.
const WAITING = `select ${COLUMNS} from held_reply h where h.ticket_id = any(array(select $1::uuid union all select id from ticket where merged_into_id = $1)) and h.state in ('held', 'failed') order by h.send_at, h.id limit 50`;

/** Replies that wait for their time, or could not leave when it came. */
@Injectable()
export class HeldRepliesView {
  constructor(private readonly statements: Statements) {}

  async find(id: string): Promise<HeldReplyRow | null> {
    const [row] = await this.statements.rows<HeldReplyRow>(FIND, [id]);
    return row ?? null;
  }

  waiting(ticketId: string): Promise<HeldReplyRow[]> {
    return this.statements.rows<HeldReplyRow>(WAITING, [ticketId]);
  }
}
