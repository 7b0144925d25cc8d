import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import { agentIdOf } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { type AttachmentId, type InboxId, type MessageId, newId, type TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { type Conversation, ThreadingRepository } from '../threading/index.js';
import {
  AttachmentRepository,
  afterAgentReply,
  DeliveryRepository,
  MessageRepository,
  TicketRepository,
  type TicketState,
} from '../tickets/index.js';
import { workable } from './workable.js';

export interface ReplyCommand {
  readonly ticketId: TicketId;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly AttachmentId[];
  readonly cc: readonly string[];
  /** By which inbox; null: the one the customer last wrote to. */
  readonly inbox: { readonly id: InboxId; readonly channel: string; readonly reach: Reach } | null;
}

/** Whom an inbox can write to first, and the conversation key of such a person. */
export interface Reach {
  readonly kinds: readonly string[];
  keyFor(value: string): string | null;
}

/** An agent answers the customer. The message is queued in this transaction; delivery takes it from there. */
@Injectable()
export class ReplyToTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly threading: ThreadingRepository,
    private readonly messages: MessageRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly attachments: AttachmentRepository,
    private readonly contacts: Contacts,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.closed`, `reply.no-address`, `attachment.unknown` */
  async execute(tx: Tx, reply: ReplyCommand): Promise<MessageId> {
    // Conversation before ticket: the order in which incoming messages lock, so that the two never deadlock.
    const known = await this.threading.ofTicket(tx, reply.ticketId, reply.inbox?.id ?? null);
    const [locked] = await this.tickets.lock(tx, [reply.ticketId]);
    const ticket = workable(locked);
    if (ticket.statusCategory === 'closed')
      throw new DomainError('conflict', 'ticket.closed', 'The ticket is closed; open a new one to write to this customer.');
    const conversation = known ?? (await this.begin(tx, reply, ticket));
    const entered = await this.threading.enter(tx, {
      inboxId: conversation.inboxId,
      key: conversation.key,
      ticketId: ticket.id,
      recipient: conversation.recipient,
      externalId: null,
      inbound: false,
    });
    const messageId = newId<MessageId>();
    const channel = reply.inbox?.channel ?? ticket.channel;
    const seq = await this.write(tx, reply, { ticket, conversation, channel, messageId, conversationSeq: entered.seq });
    await this.attach(tx, reply, { ticketId: ticket.id, messageId });
    const deliveryId = await this.deliveries.insert(tx, {
      messageId,
      ticketId: ticket.id,
      inboxId: conversation.inboxId,
      conversationId: conversation.id,
      recipient: { ...conversation.recipient },
      cc: reply.cc,
    });
    tx.emit({
      name: 'message.queued',
      data: { ticketId: ticket.id, messageId, deliveryId, conversation: `${conversation.inboxId}:${conversation.key}`, seq },
    });
    return messageId;
  }

  private async write(
    tx: Tx,
    reply: ReplyCommand,
    into: {
      readonly ticket: TicketState;
      readonly conversation: Conversation;
      readonly channel: string;
      readonly messageId: MessageId;
      readonly conversationSeq: string;
    },
  ): Promise<number> {
    const { ticket, conversation } = into;
    const statusCategory = afterAgentReply(ticket.statusCategory);
    const status = statusCategory === ticket.statusCategory ? ticket.status : await this.tickets.statusFor(tx, statusCategory);
    return this.messages.append(
      tx,
      {
        id: into.messageId,
        ticketId: ticket.id,
        direction: 'outbound',
        kind: 'text',
        channel: into.channel,
        inboxId: conversation.inboxId,
        conversationId: conversation.id,
        conversationSeq: into.conversationSeq,
        author: { type: tx.actor.type === 'system' ? 'system' : 'agent', id: agentIdOf(tx.actor), name: tx.actor.name },
        subject: ticket.subject,
        text: storableText(reply.text),
        fullText: null,
        html: reply.html === null ? null : storableText(reply.html),
        externalId: null,
        details: reply.cc.length > 0 ? { cc: reply.cc } : {},
        automatic: tx.actor.type === 'system',
        deliveryState: 'queued',
        sentAt: tx.now,
      },
      { status, statusCategory, firstReply: tx.actor.type !== 'system', reopened: false },
    );
  }

  /** Nobody wrote by this inbox yet: the contact must have an account that it reaches. */
  private async begin(tx: Tx, reply: ReplyCommand, ticket: TicketState): Promise<Conversation> {
    const { inbox } = reply;
    const identity = inbox === null ? null : await this.contacts.identityOfKind(tx, ticket.contactId, inbox.reach.kinds);
    if (inbox === null || identity === null) {
      throw new DomainError(
        'unprocessable',
        'reply.no-address',
        'This customer cannot be reached by that inbox; choose another one or write a note.',
      );
    }
    const recipient = { ...identity, displayName: ticket.contactName };
    const key = inbox.reach.keyFor(identity.value) ?? `ticket:${ticket.id}`;
    const entered = await this.threading.enter(tx, {
      inboxId: inbox.id,
      key,
      ticketId: ticket.id,
      recipient,
      externalId: null,
      inbound: false,
    });
    return { id: entered.id, inboxId: inbox.id, key, recipient };
  }

  private async attach(tx: Tx, reply: ReplyCommand, to: { readonly ticketId: TicketId; readonly messageId: MessageId }): Promise<void> {
    const ids = [...new Set(reply.attachmentIds)];
    const uploader = agentIdOf(tx.actor);
    if (ids.length === 0) return;
    const linked = uploader === null ? 0 : await this.attachments.link(tx, to, ids, uploader);
    if (linked !== ids.length)
      throw new DomainError('unprocessable', 'attachment.unknown', 'An attachment is not yours, or is part of a message already.');
  }
}
