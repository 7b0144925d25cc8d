import { Injectable } from '@nestjs/common';
import type { InboundAttachment, InboundEvent, Refusal } from '../channels/index.js';
import { type IncomingFile, ReceiveMessage, RecordCall, RecordDeliveryReport, RecordEcho, ReviseMessage } from '../desk/index.js';
import type { InboxRecord } from '../inboxes/index.js';
import { systemActor } from '../kernel/actor.js';
import { type AttachmentId, newId, type ReceiptId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { safeFilename } from '../platform/files/filename.js';
import { Files } from '../platform/files/files.js';
import { ReceiptRepository } from './store/receipt.repository.js';

const actor = systemActor('intake');

/** A report or revision of a message that is not here (yet). */
export class NotKnownYet extends Error {
  readonly refusal: Refusal = {
    code: 'intake.unknown-message',
    message: 'It speaks of a message that this desk does not know.',
    severity: 'ignored',
  };

  constructor() {
    super('speaks of a message that is not known yet');
    this.name = 'NotKnownYet';
  }
}

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

/** Which verb takes which event. */
@Injectable()
export class EventVerbs {
  constructor(
    private readonly receive: ReceiveMessage,
    private readonly calls: RecordCall,
    private readonly reports: RecordDeliveryReport,
    private readonly revisions: ReviseMessage,
    private readonly echoes: RecordEcho,
  ) {}

  async execute(
    tx: Tx,
    event: InboundEvent,
    { inbox, files }: { readonly inbox: InboxRecord; readonly files: readonly IncomingFile[] },
  ): Promise<void> {
    switch (event.type) {
      case 'message':
        await this.receive.execute(tx, { ...event, inbox, tokens: event.thread.tokens, references: event.thread.references, files });
        return;
      case 'call': {
        const [file] = files;
        const voicemail = event.voicemail !== null && file !== undefined ? { ...event.voicemail, file } : null;
        return this.calls.execute(tx, { ...event, inbox, voicemail });
      }
      case 'delivery':
        return mustBeKnown(await this.reports.execute(tx, { ...event, inboxId: inbox.id }));
      case 'revision':
        return mustBeKnown(await this.revisions.execute(tx, { ...event, inboxId: inbox.id }));
      case 'echo':
        return this.echoes.execute(tx, { ...event, inbox, files });
    }
  }
}

function attachmentsOf(event: InboundEvent): readonly InboundAttachment[] {
  if (event.type === 'message' || event.type === 'echo') return event.attachments;
  return event.type === 'call' && event.voicemail !== null ? [event.voicemail.attachment] : [];
}

function mustBeKnown(known: boolean): void {
  if (!known) throw new NotKnownYet();
}
