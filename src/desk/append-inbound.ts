import { Injectable } from '@nestjs/common';
import type { KnownContact } from '../contacts/index.js';
import type { MessageId, TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import {
  afterCustomerMessage,
  HistoryRepository,
  type JoiningEffect,
  joinedBy,
  MessageRepository,
  type NewMessage,
  TicketRepository,
  type TicketState,
} from '../tickets/index.js';
import { Consequences } from './consequences.js';
import type { FoundHome } from './find-home.js';
import { MessageFiles } from './message-files.js';
import type { ReceiveMessageCommand } from './receive-message-command.js';

/** What is known of a message once its contact and ticket are. */
export interface Arrival {
  readonly home: FoundHome;
  readonly contact: KnownContact;
  readonly messageId: MessageId;
}

/** Writes an incoming message with its files into its ticket and states the facts. */
@Injectable()
export class AppendInbound {
  constructor(
    private readonly messages: MessageRepository,
    private readonly files: MessageFiles,
    private readonly threading: ThreadingRepository,
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
    private readonly consequences: Consequences,
  ) {}

  async execute(tx: Tx, said: ReceiveMessageCommand, { home, contact, messageId }: Arrival): Promise<void> {
    const { inbox } = said;
    const { ticketId } = home;
    const effect = home.ticket === null ? null : await this.effectOn(tx, home.ticket, said.automatic);
    const message: NewMessage = {
      id: messageId,
      ticketId,
      direction: 'inbound',
      kind: said.kind,
      channel: inbox.channel,
      inboxId: inbox.id,
      conversationId: home.conversation.id,
      conversationSeq: home.conversation.seq,
      author: { type: 'contact', id: contact.id, name: storableText(said.from.displayName ?? contact.name) },
      subject: said.subject === null ? null : storableText(said.subject),
      text: storableText(said.text),
      fullText: storableText(said.fullText),
      html: said.html === null ? null : storableText(said.html),
      externalId: said.externalId,
      details: said.details,
      automatic: said.automatic,
      deliveryState: 'received',
      sentAt: said.at,
    };
    const appending = effect === null ? this.messages.begin(tx, message) : this.messages.append(tx, message, effect);
    // Sent together, done in this order.
    const referring = this.threading.refer(tx, { inboxId: inbox.id, messageId, ticketId, ours: false }, [said.externalId]);
    const [seq] = await Promise.all([appending, referring]);
    if (home.ticket?.snoozedUntil && !said.automatic) await this.woke(tx, ticketId);
    await this.files.attach(tx, said, { ticketId, messageId });
    tx.emit({
      name: 'message.received',
      data: {
        ticketId,
        messageId,
        seq,
        conversation: said.conversation === null ? null : `${inbox.id}:${said.conversation}`,
        cares: !said.automatic && home.ticket !== null && isCaredFor(home.ticket),
      },
    });
    if (home.ticket === null || effect === null) return; // what follows from an opening is decided when it is planned
    const joining = { id: messageId, direction: 'inbound', automatic: said.automatic } as const;
    const after = joinedBy(home.ticket, joining, { effect, seq, now: tx.now });
    await this.consequences.of(tx, { before: home.ticket, after, message: joining });
  }

  private async woke(tx: Tx, ticketId: TicketId): Promise<void> {
    await this.history.write(tx, ticketId, 'ticket.woken', { why: 'message' });
    tx.emit({ name: 'ticket.woken', data: { ticketId, why: 'message' } });
  }

  private async effectOn(tx: Tx, ticket: TicketState, automatic: boolean): Promise<JoiningEffect> {
    const category = afterCustomerMessage(ticket.statusCategory, automatic);
    if (category === ticket.statusCategory) return { status: ticket.status, statusCategory: category, firstReply: false, reopened: false };
    const status = await this.tickets.statusFor(tx, category);
    await this.history.write(tx, ticket.id, 'ticket.reopened', { from: ticket.status, to: status });
    tx.emit({ name: 'ticket.changed', data: { ticketId: ticket.id, changes: { status: { from: ticket.status, to: status } } } });
    return { status, statusCategory: category, firstReply: false, reopened: true };
  }
}

function isCaredFor({ assigneeId, followerCount }: TicketState): boolean {
  return assigneeId !== null || followerCount > 0;
}
