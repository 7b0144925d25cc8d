import { Injectable } from '@nestjs/common';
import type { DeliveryId, InboxId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';

export interface OutboundDelivery {
  readonly inboxId: InboxId;
  readonly messageId: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly recipient: { readonly kind: string; readonly scope: string; readonly value: string; readonly displayName: string | null };
  readonly cc: readonly string[];
  readonly conversation: string;
  readonly lastInboundAt: Date | null;
  readonly authorName: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly automatic: boolean;
  readonly createdAt: Date;
  readonly attachments: readonly {
    readonly id: string;
    readonly filename: string;
    readonly contentType: string;
    readonly bytes: number;
    readonly storageKey: string;
  }[];
  /** Ids of the conversation's earlier messages, oldest first. */
  readonly references: readonly string[];
  readonly inReplyTo: string | null;
}

// Everything a channel needs to send a reply, in one round trip. Indexes: primary keys, uq_message_conversation_seq, ix_attachment_message.
const FIND = `
  select d.inbox_id as "inboxId", m.id as "messageId", t.id as "ticketId", t.number as "ticketNumber", d.recipient, d.cc, c.key as conversation,
    c.last_inbound_at as "lastInboundAt", m.author_name as "authorName", m.subject, m.text, m.html, m.automatic, m.created_at as "createdAt",
    coalesce((select json_agg(json_build_object('id', a.id, 'filename', a.filename, 'contentType', a.content_type, 'bytes', a.bytes, 'storageKey', a.storage_key) order by a.position)
      from attachment a where a.message_id = m.id and a.state = 'stored'), '[]') as attachments,
    coalesce((select array_agg(e.external_id order by e.seq) from (
      select p.external_id, p.conversation_seq as seq from message p where p.conversation_id = m.conversation_id and p.conversation_seq < m.conversation_seq and p.ticket_id = m.ticket_id
        and p.external_id is not null
      order by p.conversation_seq desc limit 50) e), '{}') as references,
    (select p.external_id from message p where p.conversation_id = m.conversation_id and p.conversation_seq < m.conversation_seq
      and p.ticket_id = m.ticket_id and p.external_id is not null and p.direction = 'inbound' order by p.conversation_seq desc limit 1) as "inReplyTo"
  from delivery d join message m on m.id = d.message_id join ticket t on t.id = m.ticket_id join conversation c on c.id = d.conversation_id
  where d.id = $1`;

@Injectable()
export class OutboundDeliveryView {
  constructor(private readonly statements: Statements) {}

  async find(id: DeliveryId): Promise<OutboundDelivery | null> {
    const [row] = await this.statements.rows<OutboundDelivery>(FIND, [id]);
    return row ?? null;
  }
}
