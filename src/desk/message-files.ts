import { Injectable } from '@nestjs/common';
import type { MessageId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { AttachmentRepository, CustomerUploadRepository } from '../tickets/index.js';
import type { ReceiveMessageCommand } from './receive-message-command.js';

/** Makes the files of an incoming message its own: those that came with it, and those uploaded before. */
@Injectable()
export class MessageFiles {
  constructor(
    private readonly attachments: AttachmentRepository,
    private readonly uploads: CustomerUploadRepository,
  ) {}

  async attach(tx: Tx, said: ReceiveMessageCommand, to: { readonly ticketId: TicketId; readonly messageId: MessageId }): Promise<void> {
    for (const [position, file] of said.files.entries()) {
      await this.attachments.insert(tx, { ...file, ...to, inboxId: said.inbox.id, uploadedBy: null, position });
      if (file.storageKey === null) tx.emit({ name: 'attachment.pending', data: { ticketId: to.ticketId, attachmentId: file.id } });
    }
    if (said.uploads.length === 0 || said.conversation === null) return;
    await this.uploads.claim(tx, to, { inboxId: said.inbox.id, conversation: said.conversation, ids: said.uploads.map(({ id }) => id) });
  }
}
