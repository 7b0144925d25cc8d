import { Injectable } from '@nestjs/common';
import { agentIdOf } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { type AgentId, type AttachmentId, type MessageId, newId, type TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { AttachmentRepository, MessageRepository, TicketRepository } from '../tickets/index.js';
import { MentionAgents } from './mention-agents.js';
import { workable } from './workable.js';

export interface NoteCommand {
  readonly ticketId: TicketId;
  readonly text: string;
  readonly attachmentIds: readonly AttachmentId[];
  /** Colleagues it is meant for. */
  readonly mentions?: readonly AgentId[];
}

/** A remark among colleagues: never leaves the desk, changes no status, stops no clock. */
@Injectable()
export class AddNote {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly attachments: AttachmentRepository,
    private readonly mention: MentionAgents,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.merged`, `mention.unknown-agent`, `attachment.unknown`, `ticket.follower-outside` */
  async execute(tx: Tx, note: NoteCommand): Promise<MessageId> {
    const [locked] = await this.tickets.lock(tx, [note.ticketId]);
    const ticket = workable(locked);
    const mentions = [...new Set(note.mentions ?? [])];
    await this.mention.check(tx, mentions);
    const messageId = newId<MessageId>();
    const agentId = agentIdOf(tx.actor);
    await this.messages.append(
      tx,
      {
        id: messageId,
        ticketId: ticket.id,
        direction: 'internal',
        kind: 'note',
        channel: ticket.channel,
        inboxId: null,
        conversationId: null,
        conversationSeq: null,
        author: { type: agentId === null ? 'system' : 'agent', id: agentId, name: tx.actor.name },
        subject: null,
        text: storableText(note.text),
        fullText: null,
        html: null,
        externalId: null,
        details: mentions.length > 0 ? { mentions } : {},
        automatic: agentId === null,
        deliveryState: 'none',
        sentAt: tx.now,
      },
      { status: ticket.status, statusCategory: ticket.statusCategory, firstReply: false, reopened: false },
    );
    const ids = [...new Set(note.attachmentIds)];
    const linked =
      ids.length === 0 || agentId === null ? 0 : await this.attachments.link(tx, { ticketId: ticket.id, messageId }, ids, agentId);
    if (linked !== ids.length)
      throw new DomainError('unprocessable', 'attachment.unknown', 'An attachment is not yours, or is part of a message already.');
    await this.mention.tell(tx, { ticket, messageId }, mentions);
    tx.emit({ name: 'note.added', data: { ticketId: ticket.id, messageId } });
    return messageId;
  }
}
