import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface AttachmentFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: string;
  readonly sha256: string | null;
  readonly storageKey: string | null;
  readonly state: string;
  readonly uploadedBy: string | null;
  readonly messageId: string | null;
}

const FIND = `
  select id, filename, content_type as "contentType", bytes, sha256, storage_key as "storageKey", state, uploaded_by as "uploadedBy", message_id as "messageId"
  from attachment where id = $1`;

@Injectable()
export class AttachmentFileView {
  constructor(private readonly statements: Statements) {}

  async find(id: string): Promise<AttachmentFile | null> {
    const [row] = await this.statements.rows<AttachmentFile>(FIND, [id]);
    return row ?? null;
  }
}
