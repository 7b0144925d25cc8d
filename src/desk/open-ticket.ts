import { Injectable } from '@nestjs/common';
import { Contacts, type IdentityName } from '../contacts/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { type InboxId, type MessageId, newId, type TeamId, type TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { MessageRepository, type Priority, rankOf, subjectOf, TicketFields, TicketRepository, withCustomValues } from '../tickets/index.js';
import { Opening } from './opening.js';

export interface OpenTicketCommand {
  readonly subject: string;
  readonly text: string;
  readonly contact: { readonly name: string | null; readonly identities: readonly IdentityName[] };
  readonly category: string;
  readonly priority: Priority;
  /** Whose answers should go out by this inbox; null: the ticket came by program only. */
  readonly inbox: { readonly id: InboxId; readonly channel: string; readonly teamId: TeamId | null; readonly language: string } | null;
  readonly customFields: Readonly<Record<string, unknown>>;
}

/** A program opens a ticket for a customer. The text is what the customer said, so it is an inbound message. */
@Injectable()
export class OpenTicket {
  constructor(
    private readonly contacts: Contacts,
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly opening: Opening,
    private readonly fields: TicketFields,
  ) {}

  /** @throws DomainError `ticket.unknown-category`, `contact.no-identity`, `ticket.custom-field-invalid` */
  async execute(tx: Tx, order: OpenTicketCommand): Promise<TicketId> {
    const [main, ...also] = order.contact.identities;
    if (main === undefined) throw new DomainError('unprocessable', 'contact.no-identity', 'A contact needs at least one identity.');
    if (!(await this.tickets.hasCategory(tx, order.category)))
      throw new DomainError('unprocessable', 'ticket.unknown-category', `There is no category "${order.category}".`, { field: 'category' });
    const customFields = withCustomValues({}, order.customFields, await this.fields.custom(tx));
    const { inbox } = order;
    const contact = await this.contacts.resolve(
      tx,
      { ...main, verified: false, displayName: order.contact.name, also },
      inbox?.language ?? null,
    );
    const ticketId = newId<TicketId>();
    const channel = inbox?.channel ?? 'api';
    const draft = {
      id: ticketId,
      subject: storableText(subjectOf(order.subject, order.text)),
      priority: rankOf(order.priority),
      category: order.category,
      channel,
      inboxId: inbox?.id ?? null,
      contactId: contact.id,
      contactName: contact.name,
      contactTier: contact.tier,
      teamId: inbox?.teamId ?? null,
      language: inbox?.language ?? null,
      tags: [],
      linkedTicketId: null,
      customFields,
      isSpam: contact.isSpam,
    };
    const first = { direction: 'inbound', automatic: false, text: storableText(order.text), kind: 'text' } as const;
    const opening = await this.opening.plan(tx, draft, { first, why: { why: 'by-program' } });
    await opening.writeWithMessage();
    const messageId = newId<MessageId>();
    const seq = await this.messages.begin(tx, {
      id: messageId,
      ticketId,
      direction: 'inbound',
      kind: 'text',
      channel,
      inboxId: inbox?.id ?? null,
      conversationId: null,
      conversationSeq: null,
      author: { type: 'contact', id: contact.id, name: contact.name },
      subject: storableText(order.subject),
      text: storableText(order.text),
      fullText: null,
      html: null,
      externalId: null,
      details: { openedBy: tx.actor.name },
      automatic: false,
      deliveryState: 'received',
      sentAt: tx.now,
    });
    tx.emit({ name: 'message.received', data: { ticketId, messageId, seq, conversation: null, cares: false } });
    return ticketId;
  }
}
