import { Injectable } from '@nestjs/common';
import type { AttachmentId, InboxId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';

export interface PendingMedia {
  readonly id: AttachmentId;
  readonly inboxId: InboxId;
  readonly filename: string;
  readonly contentType: string;
  readonly media: Readonly<Record<string, string | number | null>>;
}

const FIND = `
  select id, inbox_id as "inboxId", filename, content_type as "contentType", media from attachment
  where id = $1 and state <> 'stored' and media is not null and inbox_id is not null`;

@Injectable()
export class PendingMediaView {
  constructor(private readonly statements: Statements) {}

  async find(id: AttachmentId): Promise<PendingMedia | null> {
    const [row] = await this.statements.rows<PendingMedia>(FIND, [id]);
    return row ?? null;
  }
}
