import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { AgentId, TicketId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { AttachmentRepository, type Draft, DraftRepository, TicketRepository } from '../tickets/index.js';

export interface SaveDraftCommand extends Draft {
  readonly agentId: AgentId;
  readonly ticketId: TicketId;
}

/** What an agent has begun to write in a ticket; the last saving counts. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly drafts: DraftRepository,
    private readonly attachments: AttachmentRepository,
  ) {}

  /** @throws DomainError `ticket.not-found`, `attachment.unknown` */
  async execute(tx: Tx, { agentId, ticketId, ...draft }: SaveDraftCommand): Promise<void> {
    if (!(await this.tickets.exists(tx, ticketId))) throw notFound('ticket');
    const ids = [...new Set(draft.attachmentIds)];
    if (ids.length > 0 && (await this.attachments.countFree(tx, ids, agentId)) !== ids.length)
      throw new DomainError('unprocessable', 'attachment.unknown', 'An attachment is not yours, or is part of a message already.', {
        field: 'attachmentIds',
      });
    const html = draft.html === null ? null : storableText(draft.html);
    await this.drafts.save(tx, { agentId, ticketId }, { ...draft, attachmentIds: ids, text: storableText(draft.text), html });
  }
}
