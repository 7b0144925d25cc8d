import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

export interface DraftRow {
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly ticketSubject: string;
  readonly kind: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly string[];
  readonly cc: readonly string[];
  readonly inboxId: string | null;
  readonly updatedAt: Date;
  readonly sortAt: string;
}

const COLUMNS = `d.ticket_id as "ticketId", t.number as "ticketNumber", t.subject as "ticketSubject", d.kind, d.text, d.html,
  d.attachment_ids as "attachmentIds", d.cc, d.inbox_id as "inboxId", d.updated_at as "updatedAt", d.updated_at::text as "sortAt"`;
const FIND = `select ${COLUMNS} from draft d join ticket t on t.id = d.ticket_id where d.agent_id = $1 and d.ticket_id = $2`;
// Index: ix_draft_recent.
const page = (seen: string) => `
  select ${COLUMNS} from draft d join ticket t on t.id = d.ticket_id
  where d.agent_id = $1 and ($2::timestamptz is null or (d.updated_at, d.ticket_id) < ($2, $3::uuid)) and ${seen}
  order by d.updated_at desc, d.ticket_id desc limit $4`;

/** An agent's own drafts. */
@Injectable()
export class DraftListView {
  constructor(private readonly statements: Statements) {}

  async find(agentId: string, ticketId: string): Promise<DraftRow | null> {
    const [row] = await this.statements.rows<DraftRow>(FIND, [agentId, ticketId]);
    return row ?? null;
  }

  /** Of the tickets they may (still) see. @throws DomainError `page.bad-cursor` */
  async page(
    me: { readonly actor: Actor; readonly agentId: string },
    { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
  ): Promise<Page<DraftRow>> {
    const [at, ticketId] = cursor === null ? [null, null] : decodeCursor('drafts', cursor, 2);
    const seen = ticketVisibility(me.actor, { ticket: 't', first: 5 });
    const values = [me.agentId, at ?? null, ticketId ?? null, limit + 1, ...seen.values];
    const rows = await this.statements.rows<DraftRow>(page(seen.text), values);
    return pageOf(rows, { limit, sort: 'drafts', keysOf: (r) => [r.sortAt, r.ticketId], map: (r) => r });
  }
}
