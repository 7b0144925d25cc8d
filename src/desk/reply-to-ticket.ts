import { Injectable } from '@nestjs/common';
import { agentIdOf } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { type MessageId, newId, type TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import {
  AttachmentRepository,
  afterAgentReply,
  DeliveryRepository,
  type JoiningEffect,
  joinedBy,
  MessageRepository,
  TicketRepository,
  type TicketState,
} from '../tickets/index.js';
import { Consequences } from './consequences.js';
import type { ReplyCommand } from './reply-command.js';
import { type EnteredReply, ReplyConversation } from './reply-conversation.js';
import { refuseStale } from './stale-reply.js';
import { workable } from './workable.js';

/** An agent answers the customer. The message is queued in this transaction; delivery takes it from there. */
@Injectable()
export class ReplyToTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly conversations: ReplyConversation,
    private readonly messages: MessageRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly attachments: AttachmentRepository,
    private readonly consequences: Consequences,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.closed`, `reply.no-address`, `reply.stale`, `attachment.unknown` */
  async execute(tx: Tx, reply: ReplyCommand): Promise<MessageId> {
    // Conversation before ticket: the order in which incoming messages lock, so that the two never deadlock.
    const known = await this.conversations.known(tx, reply);
    const [locked] = await this.tickets.lock(tx, [reply.ticketId]);
    const ticket = workable(locked);
    if (ticket.statusCategory === 'closed' && reply.intoClosed !== true)
      throw new DomainError('conflict', 'ticket.closed', 'The ticket is closed; open a new one to write to this customer.');
    await refuseStale(tx, this.messages, { ticketId: ticket.id, lastSeq: ticket.lastSeq, afterSeq: reply.afterSeq });
    const conversation = await this.conversations.enter(tx, reply, { ticket, known });
    const messageId = reply.messageId ?? newId<MessageId>();
    const channel = reply.inbox?.channel ?? ticket.channel;
    const effect = await this.effectOn(tx, ticket);
    const seq = await this.write(tx, reply, { ticket, conversation, channel, messageId, effect });
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
    const joining = { id: messageId, direction: 'outbound', automatic: tx.actor.type === 'system' } as const;
    await this.consequences.of(tx, { before: ticket, after: joinedBy(ticket, joining, { effect, seq, now: tx.now }), message: joining });
    return messageId;
  }

  private async effectOn(tx: Tx, ticket: TicketState): Promise<JoiningEffect> {
    const automatic = tx.actor.type === 'system';
    const statusCategory = automatic ? ticket.statusCategory : afterAgentReply(ticket.statusCategory);
    const status = statusCategory === ticket.statusCategory ? ticket.status : await this.tickets.statusFor(tx, statusCategory);
    if (status !== ticket.status)
      tx.emit({ name: 'ticket.changed', data: { ticketId: ticket.id, changes: { status: { from: ticket.status, to: status } } } });
    return { status, statusCategory, firstReply: !automatic, reopened: false };
  }

  private async write(
    tx: Tx,
    reply: ReplyCommand,
    into: {
      readonly ticket: TicketState;
      readonly conversation: EnteredReply;
      readonly channel: string;
      readonly messageId: MessageId;
      readonly effect: JoiningEffect;
    },
  ): Promise<number> {
    const { ticket, conversation } = into;
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
        conversationSeq: conversation.seq,
        author: {
          type: tx.actor.type === 'system' ? 'system' : 'agent',
          id: agentIdOf(tx.actor),
          name: reply.authorName ?? tx.actor.name,
        },
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
      into.effect,
    );
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
