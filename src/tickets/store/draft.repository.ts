import { Injectable } from '@nestjs/common';
import type { AgentId, AttachmentId, InboxId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

export interface Draft {
  readonly kind: 'reply' | 'note';
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly AttachmentId[];
  readonly cc: readonly string[];
  readonly inboxId: InboxId | null;
}

/** One for each agent and ticket. */
export interface DraftKey {
  readonly agentId: AgentId;
  readonly ticketId: TicketId;
}

const INSERT = `
  insert into draft (agent_id, ticket_id, kind, text, html, attachment_ids, cc, inbox_id, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (agent_id, ticket_id)`;
const SAVE = `${INSERT} do update set kind = $3, text = $4, html = $5, attachment_ids = $6, cc = $7, inbox_id = $8, updated_at = $9`;
const KEEP = `${INSERT} do nothing`;
const DROP = 'delete from draft where agent_id = $1 and ticket_id = $2 and ($3::text is null or kind = $3)';

@Injectable()
export class DraftRepository {
  async save(tx: Tx, key: DraftKey, draft: Draft): Promise<void> {
    await sql(tx, SAVE, valuesOf(tx, key, draft));
  }

  /** Only where there is none: what somebody has begun is never overwritten. */
  async keep(tx: Tx, key: DraftKey, draft: Draft): Promise<void> {
    await sql(tx, KEEP, valuesOf(tx, key, draft));
  }

  /** @param kind only a draft of this kind */
  async drop(tx: Tx, key: DraftKey, kind: Draft['kind'] | null): Promise<void> {
    await sql(tx, DROP, [key.agentId, key.ticketId, kind]);
  }
}

function valuesOf(tx: Tx, { agentId, ticketId }: DraftKey, d: Draft): readonly unknown[] {
  return [agentId, ticketId, d.kind, d.text, d.html, d.attachmentIds, d.cc, d.inboxId, tx.now];
}
