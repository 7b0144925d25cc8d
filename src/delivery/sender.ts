import { Injectable } from '@nestjs/common';
import { ChannelError, ChannelRegistry, type OpenedInbox, type OutboundMessage, unforeseen } from '../channels/index.js';
import { type DeliveryOutcome, ReplyTokens } from '../desk/index.js';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import type { DeliveryId } from '../kernel/id.js';
import { Files } from '../platform/files/files.js';
import type { OutboundDelivery } from '../views/outbound-delivery.js';
import { OutboundDeliveryView } from '../views/outbound-delivery.js';
import { type Due, outcomeOf } from './outcome.js';

/** A claimed attempt: the first is 1. */
interface Attempt {
  readonly number: number;
  /** By place: what the provider has from those before. */
  readonly sentParts: OutboundMessage['sentParts'];
}

/** Sends one reply through its channel and says how it went. No transaction is open meanwhile. */
@Injectable()
export class Sender {
  constructor(
    private readonly view: OutboundDeliveryView,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly files: Files,
    private readonly tokens: ReplyTokens,
  ) {}

  /** The channel of a delivery, before it is claimed. */
  async open(
    id: DeliveryId,
  ): Promise<{ readonly row: OutboundDelivery; readonly inbox: InboxRecord; readonly opened: OpenedInbox } | null> {
    const row = await this.view.find(id);
    const inbox = row === null ? null : await this.inboxes.find(row.inboxId);
    return row === null || inbox === null ? null : { row, inbox, opened: this.channels.open(inbox) };
  }

  async send(
    row: OutboundDelivery,
    opened: OpenedInbox,
    attempt: Attempt,
  ): Promise<{ readonly outcome: DeliveryOutcome; readonly due: Due | null }> {
    try {
      const sent = await opened.definition.adapter.send(this.messageOf(row, attempt), opened.inbox);
      return { outcome: { kind: 'accepted', externalIds: sent.externalIds, state: sent.state ?? 'accepted' }, due: null };
    } catch (error) {
      const failure = error instanceof ChannelError ? error : unforeseen('delivery.unexpected');
      return outcomeOf(failure, { attempt: attempt.number, repeatable: opened.definition.adapter.capabilities.idempotentSend });
    }
  }

  private messageOf(row: OutboundDelivery, { number, sentParts }: Attempt): OutboundMessage {
    return {
      id: row.messageId,
      ticketId: row.ticketId,
      ticketNumber: row.ticketNumber,
      to: row.recipient,
      cc: row.cc,
      conversation: row.conversation,
      authorName: row.authorName,
      subject: row.subject,
      text: row.text,
      html: row.html,
      attachments: row.attachments.map(({ storageKey, ...shown }) => ({ ...shown, read: () => this.files.get(storageKey) })),
      replyToken: this.tokens.issue(row.inboxId, row.ticketNumber),
      inReplyTo: row.inReplyTo,
      references: row.references,
      lastInboundAt: row.lastInboundAt,
      automatic: row.automatic,
      createdAt: row.createdAt,
      sentParts,
      attempt: number,
    };
  }
}
