import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

/** A ticket as it stands, with the columns that conditions ask about. */
export interface PastTicketRow {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: string;
  readonly priority: number;
  readonly category: string;
  readonly channel: string;
  readonly inboxId: string | null;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactTier: string | null;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly lastSeq: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly waitingSince: Date | null;
  readonly firstRepliedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly isSpam: boolean;
  readonly deletedAt: Date | null;
  readonly mergedIntoId: string | null;
}

export interface PastMessageRow {
  readonly id: string;
  readonly ticketId: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly automatic: boolean;
  readonly at: Date;
}

export interface PastChangeRow {
  readonly id: string;
  readonly ticketId: string;
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  readonly at: Date;
}

export interface PastClockRow {
  readonly ticketId: string;
  readonly metric: string;
  readonly state: string;
  readonly policyId: string;
  readonly policyName: string;
  readonly breachedAt: Date | null;
  readonly fulfilledAt: Date | null;
}

/** Of one ticket; what goes on longer is looked at up to here. */
const ITEMS_MAX = 500;

// Newest first, by ix_ticket_created.
const TICKETS = (seen: string) => `
  select id, number, subject, status, status_category as "statusCategory", priority, category, channel, inbox_id as "inboxId", contact_id as "contactId",
    contact_name as "contactName", contact_tier as "contactTier", team_id as "teamId", assignee_id as "assigneeId", language, tags,
    custom_fields as "customFields", last_seq as "lastSeq", version, created_at as "createdAt", last_message_at as "lastMessageAt",
    waiting_since as "waitingSince", first_replied_at as "firstRepliedAt", resolved_at as "resolvedAt",
    is_spam as "isSpam", deleted_at as "deletedAt", merged_into_id as "mergedIntoId"
  from ticket where shown and ${seen} and created_at >= $1 and ($2::uuid is null or (created_at, id) < ((select created_at from ticket where id = $2), $2))
  order by created_at desc, id desc limit $3`;

// Index: uq_message_seq.
const MESSAGES = `
  select m.id, m.ticket_id as "ticketId", m.direction, m.automatic, m.created_at as at from unnest($1::uuid[]) as t (id)
    cross join lateral (select * from message m where m.ticket_id = t.id order by m.seq limit ${ITEMS_MAX}) m`;

// Index: ix_ticket_event_ticket.
const CHANGES = `
  select e.id, e.ticket_id as "ticketId", e.data as changes, e.at from unnest($1::uuid[]) as t (id)
    cross join lateral (select * from ticket_event e where e.ticket_id = t.id and e.name = 'ticket.changed' order by e.id limit ${ITEMS_MAX}) e`;

// Index: ix_clock_ticket.
const CLOCKS = `
  select c.ticket_id as "ticketId", c.metric, c.state, c.policy_id as "policyId", p.name as "policyName", c.breached_at as "breachedAt",
    c.fulfilled_at as "fulfilledAt"
  from unnest($1::uuid[]) as t (id) cross join lateral (select * from clock c where c.ticket_id = t.id order by c.id limit ${ITEMS_MAX}) c
    join sla_policy p on p.id = c.policy_id`;

const STATUSES = 'select name, category from ticket_status order by position';

/** What became of tickets, step by step: for asking what would have become of them. */
@Injectable()
export class PastTicketsView {
  constructor(private readonly statements: Statements) {}

  /** Those that the asker may see: their own conditions could tell of the others by the counts alone. */
  since(asker: Actor, at: Date, beforeId: string | null, limit: number): Promise<PastTicketRow[]> {
    const seen = ticketVisibility(asker, { ticket: 'ticket', first: 4 });
    return this.statements.rows<PastTicketRow>(TICKETS(seen.text), [at, beforeId, limit, ...seen.values]);
  }

  messages(ticketIds: readonly string[]): Promise<PastMessageRow[]> {
    return this.statements.rows<PastMessageRow>(MESSAGES, [ticketIds]);
  }

  changes(ticketIds: readonly string[]): Promise<PastChangeRow[]> {
    return this.statements.rows<PastChangeRow>(CHANGES, [ticketIds]);
  }

  clocks(ticketIds: readonly string[]): Promise<PastClockRow[]> {
    return this.statements.rows<PastClockRow>(CLOCKS, [ticketIds]);
  }

  statuses(): Promise<{ readonly name: string; readonly category: string }[]> {
    return this.statements.rows(STATUSES, []);
  }
}
