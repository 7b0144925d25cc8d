import { Injectable } from '@nestjs/common';
import type { AgentId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { inverseOf, type RelationKind } from '../domain/relation.js';

/** A ticket is shown with all of them. */
export const FOLLOWERS_MAX = 100;
export const RELATIONS_MAX = 100;

// The ticket's count says the same as its rows: both in one statement.
const FOLLOW = `
  with added as (
    insert into ticket_follower (ticket_id, agent_id, since, let_in) select $1, agent_id, $3, agent_id = any($4::uuid[]) from unnest($2::uuid[]) as agent_id
    on conflict (ticket_id, agent_id) do update set let_in = true where excluded.let_in and not ticket_follower.let_in
    returning agent_id, xmax = 0 as is_new),
  counted as (update ticket set follower_count = follower_count + (select count(*)::int from added where is_new) where id = $1 and exists (select from added where is_new))
  select agent_id as "agentId" from added`;
const UNFOLLOW = `
  with gone as (delete from ticket_follower where ticket_id = $1 and agent_id = $2 returning agent_id),
  counted as (update ticket set follower_count = follower_count - 1 where id = $1 and exists (select from gone))
  select agent_id from gone`;
const FOLLOWERS = 'select count(*)::int as count from ticket_follower where ticket_id = $1';

// Both sides in one statement: neither is ever alone.
const RELATE = `
  insert into ticket_relation (ticket_id, related_id, kind, created_at) values ($1, $2, $3, $5), ($2, $1, $4, $5)
  on conflict (ticket_id, related_id) do update set kind = excluded.kind`;
const UNRELATE = `
  delete from ticket_relation where (ticket_id = $1 and related_id = $2) or (ticket_id = $2 and related_id = $1) returning kind`;
const RELATIONS = 'select count(*)::int as count from ticket_relation where ticket_id = $1 and related_id <> $2';

/** Who follows a ticket and which tickets belong to it. The caller holds the tickets' locks. */
@Injectable()
export class TieRepository {
  /** @param who `letIn`: those of them who see it by following only @returns those who did not follow it, or were not let in, before */
  async follow(
    tx: Tx,
    ticketId: TicketId,
    { agentIds, letIn }: { readonly agentIds: readonly AgentId[]; readonly letIn: readonly AgentId[] },
  ): Promise<readonly AgentId[]> {
    const rows = await sql<{ agentId: AgentId }>(tx, FOLLOW, [ticketId, agentIds, tx.now, letIn]);
    return rows.map((r) => r.agentId);
  }

  async unfollow(tx: Tx, ticketId: TicketId, agentId: AgentId): Promise<boolean> {
    return (await sql(tx, UNFOLLOW, [ticketId, agentId])).length > 0;
  }

  async followerCount(tx: Tx, ticketId: TicketId): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, FOLLOWERS, [ticketId]);
    return row?.count ?? 0;
  }

  /** @param kind what the other one is to `ticketId` */
  async relate(tx: Tx, ticketId: TicketId, other: { readonly id: TicketId; readonly kind: RelationKind }): Promise<void> {
    await sql(tx, RELATE, [ticketId, other.id, other.kind, inverseOf(other.kind), tx.now]);
  }

  async unrelate(tx: Tx, ticketId: TicketId, otherId: TicketId): Promise<boolean> {
    return (await sql(tx, UNRELATE, [ticketId, otherId])).length > 0;
  }

  /** Without the one to `otherId`. */
  async relationCount(tx: Tx, ticketId: TicketId, otherId: TicketId): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, RELATIONS, [ticketId, otherId]);
    return row?.count ?? 0;
  }
}
