import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import { type MessageId, newId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { joinedBy, MessageRepository, subjectOf } from '../tickets/index.js';
import { Consequences } from './consequences.js';
import type { EchoCommand } from './echo-command.js';
import { EchoRecords } from './echo-records.js';
import { FindHome } from './find-home.js';
import { Opening } from './opening.js';

/** Keeps an answer that a colleague gave in the provider's own app. */
@Injectable()
export class EchoWriter {
  constructor(
    private readonly contacts: Contacts,
    private readonly homes: FindHome,
    private readonly opening: Opening,
    private readonly messages: MessageRepository,
    private readonly records: EchoRecords,
    private readonly consequences: Consequences,
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
      const draft = {
        id: home.ticketId,
        subject: storableText(subjectOf(null, echo.text)),
        priority: 2,
        category: 'general',
        channel: inbox.channel,
        inboxId: inbox.id,
        contactId: contact.id,
        contactName: contact.name,
        contactTier: contact.tier,
        teamId: inbox.teamId,
        language: inbox.language,
        tags: [],
        linkedTicketId: home.linkedTo,
        customFields: {},
      };
      const first = { direction: 'outbound', automatic: false, text: echo.text, kind: 'text' } as const;
      const opening = await this.opening.plan(tx, draft, { first, why: { why: 'answered-in-provider-app' } });
      await opening.write();
    }
    const messageId = newId<MessageId>();
    const effect = {
      status: home.ticket?.status ?? 'new',
      statusCategory: home.ticket?.statusCategory ?? 'new',
      firstReply: true,
      reopened: false,
    } as const;
    const seq = await this.messages.append(
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
      effect,
    );
    await this.records.keep(tx, { echo, home, messageId });
    if (home.ticket === null) return; // what follows from an opening is decided when it is planned
    const joining = { id: messageId, direction: 'outbound', automatic: false } as const;
    const after = joinedBy(home.ticket, joining, { effect, seq, now: tx.now });
    await this.consequences.of(tx, { before: home.ticket, after, message: joining });
  }
}
