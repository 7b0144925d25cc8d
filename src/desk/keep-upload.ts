import { Injectable } from '@nestjs/common';
import { agentIdOf } from '../kernel/actor.js';
import type { AttachmentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { AttachmentRepository } from '../tickets/index.js';

export interface UploadCommand {
  readonly id: AttachmentId;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
}

/** A file an agent uploaded; it becomes part of a message when one names it. */
@Injectable()
export class KeepUpload {
  constructor(private readonly attachments: AttachmentRepository) {}

  async execute(tx: Tx, upload: UploadCommand): Promise<void> {
    await this.attachments.insert(tx, {
      ...upload,
      messageId: null,
      ticketId: null,
      inboxId: null,
      uploadedBy: agentIdOf(tx.actor),
      position: 0,
      contentId: null,
      media: null,
    });
  }
}
