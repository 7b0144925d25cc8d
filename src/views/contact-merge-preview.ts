import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

export interface MergeSide {
  readonly id: string;
  readonly name: string;
  readonly language: string | null;
  readonly tier: string | null;
  readonly mergedIntoId: string | null;
  readonly identities: readonly { readonly kind: string; readonly scope: string; readonly value: string; readonly verified: boolean }[];
  readonly tickets: number;
  readonly openTickets: number;
}

// One contact's rows: ix_contact_identity_contact, ix_ticket_contact_recent.
const SIDES = (seen: string) => `
  select c.id, c.name, c.language, c.tier, c.merged_into_id as "mergedIntoId",
    coalesce((select json_agg(json_build_object('kind', i.kind, 'scope', i.scope, 'value', i.value, 'verified', i.verified) order by i.created_at)
      from contact_identity i where i.contact_id = c.id), '[]') as identities,
    (select count(*)::int from ticket t where t.contact_id = c.id and t.shown and ${seen}) as tickets,
    (select count(*)::int from ticket t where t.contact_id = c.id and t.shown and ${seen} and t.status_category not in ('resolved', 'closed')) as "openTickets"
  from contact c where c.id = any($1::uuid[])`;

/** What a merge of two contacts would bring together. */
@Injectable()
export class ContactMergePreviewView {
  constructor(private readonly statements: Statements) {}

  /** Tickets are counted as far as the asker may see them. */
  async sides(
    asker: Actor,
    going: string,
    staying: string,
  ): Promise<{ readonly going: MergeSide | null; readonly staying: MergeSide | null }> {
    const seen = ticketVisibility(asker, { ticket: 't', first: 2 });
    const rows = await this.statements.rows<MergeSide>(SIDES(seen.text), [[going, staying], ...seen.values]);
    return { going: rows.find((r) => r.id === going) ?? null, staying: rows.find((r) => r.id === staying) ?? null };
  }
}
