import { Injectable } from '@nestjs/common';
import { type AgentId, type NotificationId, newId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { NotificationKind } from '../domain/notification-kind.js';

/** One thing told to one agent. */
export interface Notice {
  readonly agentId: AgentId;
  readonly eventId: string;
  readonly ticketId: TicketId;
  readonly kind: NotificationKind;
  readonly actorName: string;
  readonly details: Readonly<Record<string, unknown>>;
}

// Once for each event, however often its job runs. Muted kinds are not written. In the order of the agents and tickets, so that two who
// tell the same cannot deadlock. What happened since a digest is news for the next one.
// Indexes: ix_notification_ticket, uq_notification_unread.
const TELL = `
  insert into notification as n (id, agent_id, ticket_id, kind, actor_name, details, times, event_ids, first_at, last_at)
  select given.id, given.agent_id, given.ticket_id, given.kind, given.actor_name, given.details::jsonb, 1, array[given.event_id], $8, $8
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[])
    as given (id, agent_id, ticket_id, kind, actor_name, details, event_id)
    join agent a on a.id = given.agent_id and a.enabled
  where not exists (select from notification_preference p where p.agent_id = given.agent_id and given.kind = any(p.muted))
    and not exists (select from notification o where o.agent_id = given.agent_id and o.ticket_id = given.ticket_id and o.kind = given.kind
      and given.event_id = any(o.event_ids))
  order by given.agent_id, given.ticket_id
  on conflict (agent_id, ticket_id, kind) where read_at is null do update
    set times = n.times + 1, actor_name = excluded.actor_name, details = excluded.details, last_at = excluded.last_at, digest_id = null,
      event_ids = (n.event_ids || excluded.event_ids)[greatest(1, cardinality(n.event_ids) - 48):]
    where not excluded.event_ids <@ n.event_ids
  returning agent_id as "agentId"`;

// Index: ix_notification_unread.
const READ =
  'update notification set read_at = $3 where agent_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2)) returning id';
// Index: uq_notification_unread.
const READ_TICKET = 'update notification set read_at = $3 where agent_id = $1 and ticket_id = $2 and read_at is null returning id';

// Index: ix_notification_old.
const FORGET = `
  delete from notification where id in (select id from notification where last_at < $1 order by last_at limit 1000) returning id`;

// Index: ix_notification_unread.
const CLAIM = 'update notification set digest_id = $2 where agent_id = $1 and read_at is null and digest_id is null returning id';
const RELEASE = 'update notification set digest_id = null where agent_id = $1 and read_at is null and digest_id = $2';

@Injectable()
export class NotificationRepository {
  /** Of two notices of one kind on one ticket to the same agent only the last. @returns who was really told */
  async tell(tx: Tx, notices: readonly Notice[]): Promise<readonly AgentId[]> {
    if (notices.length === 0) return [];
    const told = [...new Map(notices.map((n) => [`${n.agentId} ${n.ticketId} ${n.kind}`, n])).values()];
    const columns = [
      told.map(() => newId<NotificationId>()),
      told.map((n) => n.agentId),
      told.map((n) => n.ticketId),
      told.map((n) => n.kind),
      told.map((n) => n.actorName),
      told.map((n) => JSON.stringify(n.details)),
      told.map((n) => n.eventId),
    ];
    return (await sql<{ agentId: AgentId }>(tx, TELL, [...columns, tx.now])).map((r) => r.agentId);
  }

  /** @param ids null: all. @returns how many were unread */
  async markRead(tx: Tx, agentId: AgentId, ids: readonly string[] | null): Promise<number> {
    return (await sql(tx, READ, [agentId, ids, tx.now])).length;
  }

  async markTicketRead(tx: Tx, agentId: AgentId, ticketId: TicketId): Promise<number> {
    return (await sql(tx, READ_TICKET, [agentId, ticketId, tx.now])).length;
  }

  /** What is unread and in no digest belongs to this one. @returns how many */
  async claimForDigest(tx: Tx, agentId: AgentId, digestId: string): Promise<number> {
    return (await sql(tx, CLAIM, [agentId, digestId])).length;
  }

  /** The digest was not sent: the next one lists them. */
  async releaseFromDigest(tx: Tx, agentId: AgentId, digestId: string): Promise<void> {
    await sql(tx, RELEASE, [agentId, digestId]);
  }

  /** Up to 1,000 older than an instant. @returns how many */
  async forget(tx: Tx, before: Date): Promise<number> {
    return (await sql(tx, FORGET, [before])).length;
  }
}
