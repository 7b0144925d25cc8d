import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import { agentIdOf } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { type MessageId, newId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { AttachmentRepository, HeldReplyRepository, MessageRepository, TicketRepository, type TicketState } from '../tickets/index.js';
import type { ReplyCommand } from './reply-command.js';
import { refuseStale } from './stale-reply.js';
import { workable } from './workable.js';

export interface HoldCommand extends ReplyCommand {
  /** When it shall leave: at an instant, or after a span in which it can be taken back. */
  readonly until: { readonly at: Date } | { readonly afterSeconds: number };
}

const HELD_MAX = 20;
const AHEAD_MAX_MS = 90 * 24 * 3600 * 1000;

/**
 * An agent's reply that waits. Nothing else changes: the reply counts (for the customer's wait, for clocks, for the status,
 * for its place in the conversation) when it leaves, by the very verb of replies that leave at once.
 */
@Injectable()
export class HoldReply {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly held: HeldReplyRepository,
    private readonly attachments: AttachmentRepository,
    private readonly threading: ThreadingRepository,
    private readonly contacts: Contacts,
  ) {}

  /** @throws DomainError `reply.bad-send-at`, `reply.too-many-held`, and what ReplyToTicket refuses */
  async execute(tx: Tx, reply: HoldCommand): Promise<MessageId> {
    const sendAt = 'at' in reply.until ? reply.until.at : plusMinutes(tx.now, reply.until.afterSeconds / 60);
    const waitMs = sendAt.getTime() - tx.now.getTime();
    if (waitMs <= 0 || waitMs > AHEAD_MAX_MS)
      throw new DomainError('unprocessable', 'reply.bad-send-at', 'A reply is sent at an instant to come, within 90 days.');
    const known = await this.threading.ofTicket(tx, reply.ticketId, reply.inbox?.id ?? null);
    const [locked] = await this.tickets.lock(tx, [reply.ticketId]);
    const ticket = workable(locked);
    await this.refuse(tx, reply, { ticket, isReached: known !== null });
    const messageId = newId<MessageId>();
    await this.held.insert(tx, {
      id: messageId,
      ticketId: ticket.id,
      author: { id: agentIdOf(tx.actor), name: tx.actor.name, role: 'role' in tx.actor ? tx.actor.role : null },
      inboxId: reply.inbox?.id ?? known?.inboxId ?? null,
      conversationId: known?.id ?? null,
      channel: reply.inbox?.channel ?? ticket.channel,
      text: storableText(reply.text),
      html: reply.html === null ? null : storableText(reply.html),
      attachmentIds: [...new Set(reply.attachmentIds)],
      cc: reply.cc,
      sendAt,
      // What can be undone for seconds was written to what stands there; what is planned may be overtaken.
      afterSeq: 'at' in reply.until ? (reply.afterSeq ?? null) : null,
    });
    tx.emit({ name: 'reply.held', data: { ticketId: ticket.id, messageId, afterSeconds: waitMs / 1000 } });
    return messageId;
  }

  /** What would keep it from leaving is said now, not when nobody looks. */
  private async refuse(tx: Tx, reply: HoldCommand, { ticket, isReached }: { readonly ticket: TicketState; readonly isReached: boolean }) {
    if (ticket.statusCategory === 'closed')
      throw new DomainError('conflict', 'ticket.closed', 'The ticket is closed; open a new one to write to this customer.');
    await refuseStale(tx, this.messages, { ticketId: ticket.id, lastSeq: ticket.lastSeq, afterSeq: reply.afterSeq });
    if (!isReached && (await this.addressFor(tx, reply, ticket)) === null)
      throw new DomainError('unprocessable', 'reply.no-address', 'This customer cannot be reached by that inbox; choose another one.');
    const ids = [...new Set(reply.attachmentIds)];
    const uploader = agentIdOf(tx.actor);
    if (ids.length > 0 && (uploader === null || (await this.attachments.countFree(tx, ids, uploader)) !== ids.length))
      throw new DomainError('unprocessable', 'attachment.unknown', 'An attachment is not yours, or is part of a message already.');
    if ((await this.held.countWaiting(tx, ticket.id)) >= HELD_MAX)
      throw new DomainError('unprocessable', 'reply.too-many-held', `At most ${HELD_MAX} replies of a ticket wait at a time.`);
  }

  private async addressFor(tx: Tx, { inbox }: HoldCommand, ticket: TicketState) {
    return inbox === null ? null : this.contacts.identityOfKind(tx, ticket.contactId, inbox.reach.kinds);
  }
}
