import { Injectable } from '@nestjs/common';
import { Contacts, type KnownContact } from '../contacts/index.js';
import { type MessageId, newId, type TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { subjectOf } from '../tickets/index.js';
import { AppendInbound, type Arrival } from './append-inbound.js';
import { FindHome } from './find-home.js';
import { Opening, type OpeningTicket } from './opening.js';
import type { ReceiveMessageCommand } from './receive-message-command.js';

export interface Received {
  readonly ticketId: TicketId;
  readonly messageId: MessageId;
}

/**
 * Who, which ticket, then the message. Locks in this order, as every verb does: identity, conversation, ticket.
 * Doubles never get here: intake claims the event's key in the same transaction.
 */
@Injectable()
export class ReceiveMessage {
  constructor(
    private readonly contacts: Contacts,
    private readonly homes: FindHome,
    private readonly opening: Opening,
    private readonly append: AppendInbound,
  ) {}

  async execute(tx: Tx, said: ReceiveMessageCommand): Promise<Received> {
    const resolving = this.contacts.resolve(tx, said.from, said.inbox.language);
    const home = await this.homes.execute(tx, { ...said, contact: resolving });
    const contact = await resolving;
    const arrival: Arrival = { home, contact, messageId: newId<MessageId>() };
    const opening = home.ticket === null ? await this.plan(tx, said, arrival) : null;
    // Sent together, done in this order.
    await Promise.all([opening?.writeWithMessage(), this.append.execute(tx, said, arrival)]);
    return { ticketId: home.ticketId, messageId: arrival.messageId };
  }

  private plan(
    tx: Tx,
    said: ReceiveMessageCommand,
    { home, contact }: { readonly home: Arrival['home']; readonly contact: KnownContact },
  ): Promise<OpeningTicket> {
    const { inbox } = said;
    const draft = {
      id: home.ticketId,
      // A picture without a word must not make a ticket without a name.
      subject: storableText(
        subjectOf(said.subject, said.text.trim() || [...said.files, ...said.uploads].map((f) => f.filename).join(', ')),
      ),
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
      isSpam: contact.isSpam,
    };
    const first = { direction: 'inbound', automatic: said.automatic, text: storableText(said.text), kind: said.kind } as const;
    return this.opening.plan(tx, draft, { first, why: { why: home.why, linkedTo: home.linkedTo } });
  }
}
