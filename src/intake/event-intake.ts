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
import { type EventParts, EventVerbs, NotKnownYet } from './event-verbs.js';
import { ReceiptRepository } from './store/receipt.repository.js';

const actor = systemActor('intake');

export interface EventOrigin {
  readonly receiptId: ReceiptId;
  readonly inbox: InboxRecord;
  /** With this event the receipt is done. */
  readonly isLast: boolean;
}

/** By an earlier run, or from a batch that overlaps. */
class MadeAlready extends Error {}

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
    const { inbox, receiptId, isLast } = origin;
    const claim = { inboxId: inbox.id, key: event.key, receiptId, isLast };
    try {
      await this.uow.run(actor, async (tx) => {
        // Sent together: what would be made of an event a second time is undone.
        const [claimed, made] = await Promise.allSettled([
          this.repository.claim(tx, claim),
          this.verbs.execute(tx, event, { inbox, files, uploads: uploadsOf(event) }),
        ]);
        if (claimed.status === 'rejected') throw claimed.reason;
        if (!claimed.value) throw new MadeAlready();
        if (made.status === 'rejected') throw made.reason;
      });
    } catch (error) {
      if (!(error instanceof MadeAlready)) throw error;
      await this.uow.run(actor, (tx) => this.repository.claim(tx, claim)); // the receipt is done with it all the same
    }
  }

  private async storeFiles(event: InboundEvent): Promise<readonly IncomingFile[]> {
    const files: IncomingFile[] = [];
    for (const attachment of attachmentsOf(event)) if (!('uploadId' in attachment)) files.push(await this.store(attachment));
    return files;
  }

  private async store(attachment: Exclude<InboundAttachment, { readonly uploadId: string }>): Promise<IncomingFile> {
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

/** Stored already, when they were uploaded. */
function uploadsOf(event: InboundEvent): EventParts['uploads'] {
  return attachmentsOf(event).flatMap((attachment) =>
    'uploadId' in attachment ? [{ id: attachment.uploadId as AttachmentId, filename: attachment.filename ?? '' }] : [],
  );
}

function attachmentsOf(event: InboundEvent): readonly InboundAttachment[] {
  if (event.type === 'message' || event.type === 'echo') return event.attachments;
  return event.type === 'call' && event.voicemail !== null ? [event.voicemail.attachment] : [];
}
