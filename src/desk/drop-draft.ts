import { Injectable } from '@nestjs/common';
import type { AgentId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type Draft, DraftRepository } from '../tickets/index.js';

export interface DropDraftCommand {
  readonly agentId: AgentId;
  readonly ticketId: TicketId;
  /** Only a draft of this kind; null: of either. */
  readonly kind: Draft['kind'] | null;
}

/** The draft was sent, or is not wanted any more. */
@Injectable()
export class DropDraft {
  constructor(private readonly drafts: DraftRepository) {}

  execute(tx: Tx, { agentId, ticketId, kind }: DropDraftCommand): Promise<void> {
    return this.drafts.drop(tx, { agentId, ticketId }, kind);
  }
}
