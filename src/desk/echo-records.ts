import { Injectable } from '@nestjs/common';
import type { MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { AttachmentRepository } from '../tickets/index.js';
import type { EchoCommand } from './echo-command.js';
import type { FoundHome } from './find-home.js';

/** What belongs to a message that was written in the provider's own app: its ids, files and history. */
@Injectable()
export class EchoRecords {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly attachments: AttachmentRepository,
  ) {}

  async keep(
    tx: Tx,
    { echo, home, messageId }: { readonly echo: EchoCommand; readonly home: FoundHome; readonly messageId: MessageId },
  ): Promise<void> {
    const { ticketId } = home;
    await this.threading.refer(tx, { inboxId: echo.inbox.id, messageId, ticketId, ours: true }, [echo.externalId]);
    for (const [position, file] of echo.files.entries()) {
      await this.attachments.insert(tx, { ...file, messageId, ticketId, inboxId: echo.inbox.id, uploadedBy: null, position });
      if (file.storageKey === null) tx.emit({ name: 'attachment.pending', data: { ticketId, attachmentId: file.id } });
    }
    tx.emit({ name: 'message.changed', data: { ticketId, messageId } });
  }
}
