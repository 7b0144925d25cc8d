import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { type MessageId, newId, type TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { HistoryRepository, MessageRepository, MoveRepository, type NewTicket, standingOf, type TicketState } from '../tickets/index.js';
import { Merging } from './merging.js';
import { Opening } from './opening.js';
import { workable } from './workable.js';

export interface SplitTicketCommand {
  readonly ticketId: TicketId;
  readonly messageIds: readonly MessageId[];
  /** Null: that of the ticket they come from. */
  readonly subject: string | null;
}

/**
 * Some messages are another matter: they get a ticket of their own, of the same customer. A conversation stays with the ticket
 * it was in, unless every message of it moved. {@link UnsplitTicket} takes it back.
 */
@Injectable()
export class SplitTicket {
  constructor(
    private readonly merging: Merging,
    private readonly opening: Opening,
    private readonly messages: MessageRepository,
    private readonly moves: MoveRepository,
    private readonly threading: ThreadingRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.merged`, `message.not-in-ticket`, `ticket.split-all` */
  async execute(tx: Tx, split: SplitTicketCommand): Promise<TicketId> {
    const pair = await this.merging.lock(tx, split.ticketId, split.ticketId);
    const ticket = workable(pair.ticket);
    const { first, messageIds } = await this.chosen(tx, split);
    const draft = draftOf(ticket, split.subject);
    const opening = await this.opening.plan(tx, draft, { first, why: { why: 'split', linkedTo: ticket.id }, staysInTeam: true });
    await opening.write();
    const moveId = await this.moves.begin(tx, 'split', { from: ticket.id, to: draft.id, before: standingOf(ticket) });
    const moved = await this.moves.some(tx, { moveId, from: ticket.id, to: draft.id, lastSeq: 0 }, messageIds);
    const left = await this.threading.leftBehind(tx, pair.conversationIds, { by: ticket.id, heldBy: draft.id });
    await this.threading.moveAllTo(tx, left, draft.id);
    await this.moves.complete(tx, moveId, { toSeq: moved.length, conversationIds: left });
    await this.moves.settle(tx, draft.id, moved);
    await this.moves.settle(tx, ticket.id, []);
    await this.history.write(tx, ticket.id, 'ticket.split', { newTicketId: draft.id, messageIds });
    tx.emit({ name: 'ticket.split', data: { ticketId: ticket.id, newTicketId: draft.id } });
    await this.merging.follow(tx, [ticket, opening.state]);
    return draft.id;
  }

  private async chosen(tx: Tx, split: SplitTicketCommand) {
    const messageIds = [...new Set(split.messageIds)];
    const { found, first, left } = await this.messages.chosen(tx, split.ticketId, messageIds);
    if (found < messageIds.length || first === null)
      throw new DomainError('unprocessable', 'message.not-in-ticket', 'A message is not in this ticket.', { field: 'messageIds' });
    if (left === 0)
      throw new DomainError('unprocessable', 'ticket.split-all', 'At least one message stays; choose fewer.', { field: 'messageIds' });
    return { first, messageIds };
  }
}

function draftOf(ticket: TicketState, subject: string | null): NewTicket {
  return {
    id: newId<TicketId>(),
    subject: storableText(subject ?? ticket.subject),
    priority: ticket.priority,
    category: ticket.category,
    channel: ticket.channel,
    inboxId: ticket.inboxId,
    contactId: ticket.contactId,
    contactName: ticket.contactName,
    contactTier: ticket.contactTier,
    teamId: ticket.teamId,
    language: ticket.language,
    tags: ticket.tags,
    linkedTicketId: ticket.id,
    customFields: ticket.customFields,
    isSpam: ticket.isSpam,
  };
}
