import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import { type Conversation, ThreadingRepository } from '../threading/index.js';
import type { TicketState } from '../tickets/index.js';
import type { ReplyCommand } from './reply-command.js';

/** Where an answer goes: the customer's conversation with an inbox, with the message's place in it. */
export interface EnteredReply extends Conversation {
  readonly seq: string;
}

/** Finds, or begins, the conversation in which a ticket is answered. */
@Injectable()
export class ReplyConversation {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly contacts: Contacts,
  ) {}

  /**
   * Locks the conversation of the ticket that is named, the one with the wanted inbox, or the one the customer last wrote in.
   * @throws DomainError `reply.conversation-moved`
   */
  async known(tx: Tx, { ticketId, conversationId, inbox }: ReplyCommand): Promise<Conversation | null> {
    if (conversationId === undefined) return this.threading.ofTicket(tx, ticketId, inbox?.id ?? null);
    const written = await this.threading.inTicket(tx, ticketId, conversationId);
    if (written !== null) return written;
    throw new DomainError('conflict', 'reply.conversation-moved', 'What it answers is in another ticket now; write to the customer there.');
  }

  /** @throws DomainError `reply.no-address` */
  async enter(
    tx: Tx,
    reply: ReplyCommand,
    { ticket, known }: { readonly ticket: TicketState; readonly known: Conversation | null },
  ): Promise<EnteredReply> {
    const conversation = known ?? (await this.begin(tx, reply, ticket));
    const entered = await this.threading.enter(tx, {
      inboxId: conversation.inboxId,
      key: conversation.key,
      ticketId: ticket.id,
      recipient: conversation.recipient,
      externalId: null,
      inbound: false,
    });
    return { ...conversation, seq: entered.seq };
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
}
