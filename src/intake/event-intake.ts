import { Injectable } from '@nestjs/common';
import type { InboundAttachment, InboundEvent } from '../channels/index.js';
import type { IncomingFile } from '../desk/index.js';
import type { InboxRecord } from '../inboxes/index.js';
import { systemActor } from '../kernel/actor.js';
import { type AttachmentId, newId, type ReceiptId } from '../kernel/id.js';
import { storable } from '../kernel/message.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { safeFilename } from '../platform/files/filename.js';
import { Files } from '../platform/files/files.js';
import { EventVerbs, NotKnownYet } from './event-verbs.js';
import { ReceiptRepository } from './store/receipt.repository.js';

const actor = systemActor('intake');

export interface EventOrigin {
  readonly receiptId: ReceiptId;
  readonly inbox: InboxRecord;
  /** With this event the receipt is done. */
  readonly isLast: boolean;
}

/** One event, one transaction: the claim of its key and everything the desk makes of it. */
@Injectable()
export class EventIntake {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReceiptRepository,
    private readonly files: Files,
    private readonly verbs: EventVerbs,
  ) {}

  /** @throws NotKnownYet, and whatever the desk refuses */
  async make(event: InboundEvent, origin: EventOrigin): Promise<void> {
    try {
      await this.makeOne(storable(event), origin);
    } catch (error) {
      const otherwise = event.type === 'delivery' && error instanceof NotKnownYet ? event.otherwise : undefined;
      if (otherwise === undefined) throw error;
      await this.makeOne(storable(otherwise), origin);
    }
  }

  private async makeOne(event: InboundEvent, origin: EventOrigin): Promise<void> {
    // Files first: what is stored for a run that fails is overwritten by nothing and found by nobody.
    const files = await this.storeFiles(event);
    await this.uow.run(actor, async (tx) => {
      const claimed = await this.repository.claim(tx, {
        inboxId: origin.inbox.id,
        key: event.key,
        receiptId: origin.receiptId,
        isLast: origin.isLast,
      });
      if (claimed) await this.verbs.execute(tx, event, { inbox: origin.inbox, files });
    });
  }

  private async storeFiles(event: InboundEvent): Promise<readonly IncomingFile[]> {
    const files: IncomingFile[] = [];
    for (const attachment of attachmentsOf(event)) files.push(await this.store(attachment));
    return files;
  }

  private async store(attachment: InboundAttachment): Promise<IncomingFile> {
    const id = newId<AttachmentId>();
    const shown = {
      id,
      filename: safeFilename(attachment.filename, attachment.contentType),
      contentType: attachment.contentType ?? 'application/octet-stream',
      contentId: attachment.contentId ?? null,
    };
    if (!('content' in attachment)) return { ...shown, bytes: 0, sha256: null, storageKey: null, media: attachment.media };
    const stored = await this.files.put('attachment', id, attachment.content);
    return { ...shown, bytes: stored.bytes, sha256: stored.sha256, storageKey: stored.key, media: null };
  }
}

function attachmentsOf(event: InboundEvent): readonly InboundAttachment[] {
  if (event.type === 'message' || event.type === 'echo') return event.attachments;
  return event.type === 'call' && event.voicemail !== null ? [event.voicemail.attachment] : [];
}
