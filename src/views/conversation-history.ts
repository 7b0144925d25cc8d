import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface HistoryFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly state: string;
}

export interface HistoryRow {
  readonly seq: string;
  readonly id: string;
  readonly externalId: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly authorName: string;
  readonly automatic: boolean;
  readonly text: string;
  readonly at: Date;
  readonly files: readonly HistoryFile[] | null;
}

export interface CustomerFile {
  readonly filename: string;
  readonly contentType: string;
  readonly storageKey: string;
}

// What the customer of a conversation may see: never notes. Indexes: uq_message_conversation_seq, ix_attachment_message.
const SHOWN = `
  select m.conversation_seq as seq, m.id, m.external_id as "externalId", m.direction, m.author_name as "authorName", m.automatic, m.text,
    m.sent_at as at, (
      select json_agg(json_build_object('id', a.id, 'filename', a.filename, 'contentType', a.content_type, 'bytes', a.bytes, 'state', a.state)
        order by a.position) from attachment a where a.message_id = m.id) as files
  from conversation c join message m on m.conversation_id = c.id
  where c.inbox_id = $1 and c.key = $2 and m.direction in ('inbound', 'outbound')`;
const AFTER = `${SHOWN} and m.conversation_seq > $3 order by m.conversation_seq limit $4`;
const BEFORE = `${SHOWN} and m.conversation_seq < $3 order by m.conversation_seq desc limit $4`;

// Primary keys.
const SAID_TO = `
  select m.id from message m join conversation c on c.id = m.conversation_id
  where m.id = any($3::uuid[]) and m.direction = 'outbound' and c.inbox_id = $1 and c.key = $2`;

// Of what the customer may see, by primary keys.
const FILES = `
  select a.id from attachment a join message m on m.id = a.message_id join conversation c on c.id = m.conversation_id
  where a.id = any($3::uuid[]) and a.state = 'stored' and m.direction in ('inbound', 'outbound') and c.inbox_id = $1 and c.key = $2`;
const FILE = `
  select a.filename, a.content_type as "contentType", a.storage_key as "storageKey"
  from attachment a join message m on m.id = a.message_id join conversation c on c.id = m.conversation_id
  where a.id = $2 and a.state = 'stored' and m.direction in ('inbound', 'outbound') and c.inbox_id = $1`;
const UPLOADS = `
  select id, filename, content_type as "contentType", bytes::float8 as bytes, state from attachment
  where id = any($3::uuid[]) and inbox_id = $1 and uploaded_for = $2`;

/** A conversation as its customer sees it. */
@Injectable()
export class ConversationHistoryView {
  constructor(private readonly statements: Statements) {}

  after(inboxId: string, conversation: string, seq: number, limit: number): Promise<readonly HistoryRow[]> {
    return this.statements.rows<HistoryRow>(AFTER, [inboxId, conversation, seq, limit]);
  }

  /** The last ones before a position, oldest first. */
  async before(inboxId: string, conversation: string, seq: number, limit: number): Promise<readonly HistoryRow[]> {
    return (await this.statements.rows<HistoryRow>(BEFORE, [inboxId, conversation, seq, limit])).toReversed();
  }

  saidTo(inboxId: string, conversation: string, messageIds: readonly string[]): Promise<readonly string[]> {
    return this.ids(SAID_TO, [inboxId, conversation, messageIds]);
  }

  /** Which of these files are part of the conversation. */
  files(inboxId: string, conversation: string, fileIds: readonly string[]): Promise<readonly string[]> {
    return this.ids(FILES, [inboxId, conversation, fileIds]);
  }

  async file(inboxId: string, fileId: string): Promise<CustomerFile | null> {
    const [row] = await this.statements.rows<CustomerFile>(FILE, [inboxId, fileId]);
    return row ?? null;
  }

  /** Which of these the customer of the conversation uploaded, sent or not. */
  uploads(inboxId: string, conversation: string, fileIds: readonly string[]): Promise<readonly HistoryFile[]> {
    return this.statements.rows<HistoryFile>(UPLOADS, [inboxId, conversation, fileIds]);
  }

  private async ids(
    text: string,
    [inboxId, conversation, wanted]: readonly [string, string, readonly string[]],
  ): Promise<readonly string[]> {
    if (wanted.length === 0) return [];
    const rows = await this.statements.rows<{ id: string }>(text, [inboxId, conversation, wanted]);
    return rows.map((r) => r.id);
  }
}
