import { Injectable } from '@nestjs/common';
import { Contacts, type SenderFacts } from '../contacts/index.js';
import { type MessageId, newId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { AttachmentRepository, HistoryRepository, MessageRepository, subjectOf, TicketRepository } from '../tickets/index.js';
import { FindHome, type FoundHome } from './find-home.js';
import type { InboxFacts } from './inbox-facts.js';
import type { IncomingFile } from './incoming-file.js';
import { RecordDeliveryReport } from './record-delivery-report.js';

export interface EchoCommand {
  readonly inbox: InboxFacts;
  readonly externalId: string;
  readonly reference: string | null;
  readonly conversation: string;
  readonly to: SenderFacts;
  readonly text: string;
  readonly files: readonly IncomingFile[];
  readonly at: Date;
}

/**
 * The provider shows us a message of our own side. Ours: proof that it was accepted. Otherwise a colleague answered in
 * the provider's own app: it is part of the conversation and is kept as an outgoing message.
 */
@Injectable()
export class RecordEcho {
  constructor(
    private readonly reports: RecordDeliveryReport,
    private readonly writer: EchoWriter,
  ) {}

  async execute(tx: Tx, echo: EchoCommand): Promise<void> {
    const of = { externalId: echo.externalId, reference: echo.reference };
    const ours = await this.reports.execute(tx, { inboxId: echo.inbox.id, state: 'accepted', fault: null, of });
    if (!ours) await this.writer.write(tx, echo);
  }
}

@Injectable()
export class EchoWriter {
  constructor(
    private readonly contacts: Contacts,
    private readonly homes: FindHome,
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly records: EchoRecords,
  ) {}

  async write(tx: Tx, echo: EchoCommand): Promise<void> {
    const contact = await this.contacts.resolve(tx, echo.to, echo.inbox.language);
    const home = await this.homes.execute(tx, {
      inbox: echo.inbox,
      contact,
      from: echo.to,
      externalId: echo.externalId,
      conversation: echo.conversation,
      tokens: [],
      references: [],
      inbound: false,
    });
    const { inbox } = echo;
    if (home.ticket === null) {
      await this.tickets.insert(tx, {
        id: home.ticketId,
        subject: storableText(subjectOf(null, echo.text)),
        priority: 2,
        category: 'general',
        channel: inbox.channel,
        inboxId: inbox.id,
        contactId: contact.id,
        contactName: contact.name,
        teamId: inbox.teamId,
        language: inbox.language,
        linkedTicketId: home.linkedTo,
        customFields: {},
      });
    }
    const messageId = newId<MessageId>();
    await this.messages.append(
      tx,
      {
        id: messageId,
        ticketId: home.ticketId,
        direction: 'outbound',
        kind: 'text',
        channel: inbox.channel,
        inboxId: inbox.id,
        conversationId: home.conversation.id,
        conversationSeq: home.conversation.seq,
        author: { type: 'agent', id: null, name: "In the provider's app" },
        subject: null,
        text: storableText(echo.text),
        fullText: null,
        html: null,
        externalId: echo.externalId,
        details: { echo: true },
        automatic: false,
        deliveryState: 'accepted',
        sentAt: echo.at,
      },
      { status: home.ticket?.status ?? 'new', statusCategory: home.ticket?.statusCategory ?? 'new', firstReply: true, reopened: false },
    );
    await this.records.keep(tx, { echo, home, messageId });
  }
}

@Injectable()
export class EchoRecords {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly attachments: AttachmentRepository,
    private readonly history: HistoryRepository,
  ) {}

  async keep(
    tx: Tx,
    { echo, home, messageId }: { readonly echo: EchoCommand; readonly home: FoundHome; readonly messageId: MessageId },
  ): Promise<void> {
    const { ticketId } = home;
    if (home.ticket === null) await this.history.write(tx, ticketId, 'ticket.opened', { why: 'answered-in-provider-app' });
    await this.threading.refer(tx, { inboxId: echo.inbox.id, messageId, ticketId, ours: true }, [echo.externalId]);
    for (const [position, file] of echo.files.entries()) {
      await this.attachments.insert(tx, { ...file, messageId, ticketId, inboxId: echo.inbox.id, uploadedBy: null, position });
      if (file.storageKey === null) tx.emit({ name: 'attachment.pending', data: { ticketId, attachmentId: file.id } });
    }
    tx.emit({ name: 'message.changed', data: { ticketId, messageId } });
  }
}
