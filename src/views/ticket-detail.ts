import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

export interface TicketDetailRow {
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
  readonly identities: readonly { readonly kind: string; readonly scope: string; readonly value: string; readonly verified: boolean }[];
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly linkedTicketId: string | null;
  readonly preview: string;
  readonly lastDirection: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly firstRepliedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly dueAt: Date | null;
  readonly clocks: readonly TicketDetailClock[];
  readonly snoozedUntil: Date | null;
  readonly holdReason: string | null;
  readonly isSpam: boolean;
  readonly deletedAt: Date | null;
  readonly mergedIntoId: string | null;
  /** Tickets that were merged into this one. */
  readonly mergedIds: readonly string[];
  readonly followers: readonly string[];
  readonly related: readonly RelatedRow[];
}

/** Instants as JSON has them. */
export interface TicketDetailClock {
  readonly id: string;
  readonly metric: string;
  readonly state: string;
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly breachedAt: string | null;
  readonly fulfilledAt: string | null;
}

export interface RelatedRow {
  readonly ticketId: string;
  readonly number: number;
  readonly subject: string;
  readonly statusCategory: string;
  readonly kind: string;
}

// Primary keys, ix_contact_identity_contact, ix_ticket_merged_into and ix_clock_ticket. Of the clocks the newest 20; of the related tickets those that the asker may see.
const find = (seen: string) => `
  select t.id, t.number, t.subject, t.status, t.status_category as "statusCategory", t.priority, t.category, t.channel, t.inbox_id as "inboxId",
    t.contact_id as "contactId", t.contact_name as "contactName", t.team_id as "teamId", t.assignee_id as "assigneeId", t.language, t.tags,
    t.custom_fields as "customFields", t.linked_ticket_id as "linkedTicketId", t.preview, t.last_direction as "lastDirection", t.version, t.created_at as "createdAt",
    t.last_message_at as "lastMessageAt", t.first_replied_at as "firstRepliedAt", t.resolved_at as "resolvedAt", t.due_at as "dueAt",
    t.snoozed_until as "snoozedUntil", t.hold_reason as "holdReason", t.is_spam as "isSpam", t.deleted_at as "deletedAt", t.merged_into_id as "mergedIntoId",
    coalesce((select array_agg(o.id order by o.id) from (select id from ticket where merged_into_id = t.id order by id limit 100) o), '{}') as "mergedIds",
    coalesce((select array_agg(f.agent_id order by f.since, f.agent_id) from (
      select agent_id, since from ticket_follower where ticket_id = t.id order by since, agent_id limit 100) f), '{}') as followers,
    coalesce((select json_agg(json_build_object('ticketId', o.id, 'number', o.number, 'subject', o.subject, 'statusCategory', o.status_category, 'kind', r.kind)
      order by r.created_at, o.id) from ticket_relation r join ticket o on o.id = r.related_id and o.deleted_at is null where r.ticket_id = t.id and ${seen}), '[]') as related,
    coalesce((select json_agg(json_build_object('kind', i.kind, 'scope', i.scope, 'value', i.value, 'verified', i.verified) order by i.created_at)
      from contact_identity i where i.contact_id = t.contact_id), '[]') as identities,
    coalesce((select json_agg(c) from (
      select c.id, c.metric, c.state, c.started_at as "startedAt", c.due_at as "dueAt", c.breached_at as "breachedAt", c.fulfilled_at as "fulfilledAt"
      from clock c where c.ticket_id = t.id order by c.id desc limit 20) c), '[]') as clocks
  from ticket t where t.id = $1 and ($2 or t.deleted_at is null)`;

export interface TicketEventRow {
  readonly id: string;
  readonly name: string;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

// Ids are time-ordered. Index: ix_ticket_event_ticket.
const EVENTS = `
  select id, name, actor_type as "actorType", actor_id as "actorId", actor_name as "actorName", data, at from ticket_event
  where ticket_id = $1 and ($2::uuid is null or id > $2) and exists (select from ticket t where t.id = $1 and t.deleted_at is null)
  order by id limit $3`;
const LAST_EVENTS = `
  select id, name, actor_type as "actorType", actor_id as "actorId", actor_name as "actorName", data, at from ticket_event
  where ticket_id = $1 and ($2::uuid is null or id < $2) and exists (select from ticket t where t.id = $1 and t.deleted_at is null)
  order by id desc limit $3`;

@Injectable()
export class TicketDetailView {
  constructor(private readonly statements: Statements) {}

  /** As the actor may see it: whether they may see it at all was asked before. @param deleted also when it was deleted */
  async find(actor: Actor, id: string, deleted = false): Promise<TicketDetailRow | null> {
    const seen = ticketVisibility(actor, { ticket: 'o', first: 3 });
    const [row] = await this.statements.rows<TicketDetailRow>(find(seen.text), [id, deleted, ...seen.values]);
    return row ?? null;
  }

  events(ticketId: string, afterId: string | null, limit: number): Promise<TicketEventRow[]> {
    return this.statements.rows<TicketEventRow>(EVENTS, [ticketId, afterId, limit]);
  }

  lastEvents(ticketId: string, beforeId: string | null, limit: number): Promise<TicketEventRow[]> {
    return this.statements.rows<TicketEventRow>(LAST_EVENTS, [ticketId, beforeId, limit]);
  }
}
