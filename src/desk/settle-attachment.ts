import { Injectable } from '@nestjs/common';
import type { AttachmentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { AttachmentRepository } from '../tickets/index.js';

export type AttachmentOutcome =
  | {
      readonly kind: 'stored';
      readonly key: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly filename: string;
      readonly contentType: string;
    }
  | { readonly kind: 'failed'; readonly fault: string };

/** A file of an incoming message was fetched from its provider, or cannot be had any more. */
@Injectable()
export class SettleAttachment {
  constructor(private readonly attachments: AttachmentRepository) {}

  async execute(
    tx: Tx,
    { attachmentId, outcome }: { readonly attachmentId: AttachmentId; readonly outcome: AttachmentOutcome },
  ): Promise<void> {
    const owner =
      outcome.kind === 'stored'
        ? await this.attachments.store(tx, attachmentId, outcome)
        : await this.attachments.fail(tx, attachmentId, outcome.fault);
    if (owner !== null) tx.emit({ name: 'message.changed', data: { ticketId: owner.ticketId, messageId: owner.messageId } });
  }
}
