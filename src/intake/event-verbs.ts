import { Injectable } from '@nestjs/common';
import type { InboundEvent, Refusal } from '../channels/index.js';
import { type IncomingFile, ReceiveMessage, RecordCall, RecordDeliveryReport, RecordEcho, ReviseMessage } from '../desk/index.js';
import type { InboxRecord } from '../inboxes/index.js';
import type { AttachmentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';

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

export interface EventParts {
  readonly inbox: InboxRecord;
  readonly files: readonly IncomingFile[];
  /** What the customer uploaded before. */
  readonly uploads: readonly { readonly id: AttachmentId; readonly filename: string }[];
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

  async execute(tx: Tx, event: InboundEvent, { inbox, files, uploads }: EventParts): Promise<void> {
    switch (event.type) {
      case 'message':
        await this.receive.execute(tx, {
          ...event,
          inbox,
          tokens: event.thread.tokens,
          references: event.thread.references,
          files,
          uploads,
        });
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

function mustBeKnown(known: boolean): void {
  if (!known) throw new NotKnownYet();
}
