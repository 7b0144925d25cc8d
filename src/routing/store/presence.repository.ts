import { Injectable } from '@nestjs/common';
import { type AgentId, newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { DEFAULT_CAPACITY, type PresenceStatus } from '../domain/candidate.js';

export interface Presence {
  readonly status: PresenceStatus;
  /** What the agent said themselves. */
  readonly chosen: PresenceStatus;
  readonly since: Date;
  readonly seenAt: Date | null;
  readonly capacity: number;
}

const COLUMNS = 'status, chosen, since, seen_at as "seenAt", capacity';

// Makes the row there is to lock.
const ENSURE = `
  insert into agent_presence (agent_id, status, chosen, since, capacity) values ($1, 'offline', 'offline', $2, ${DEFAULT_CAPACITY})
  on conflict (agent_id) do nothing`;
const LOCK = `select ${COLUMNS} from agent_presence where agent_id = $1 for update`;
const FIND = `select ${COLUMNS} from agent_presence where agent_id = $1`;
const SET = 'update agent_presence set status = $2, chosen = $3, since = $4, seen_at = coalesce($5, seen_at) where agent_id = $1';
const SEEN = 'update agent_presence set seen_at = $2 where agent_id = $1';
const LOG = 'insert into presence_change (id, agent_id, status, at) values ($1, $2, $3, $4)';
const SET_CAPACITY = 'update agent_presence set capacity = $2 where agent_id = $1';
const WORKED = 'update agent_presence set last_worked_at = $2 where agent_id = any($1::uuid[])';
// Index: ix_agent_presence_status. Whoever is locked is just being heard of.
const SILENT = `
  select agent_id as "agentId", status from agent_presence where status in ('online', 'busy') and seen_at < $1
  order by agent_id limit 500 for update skip locked`;

// Index: ix_presence_change_at.
const FORGET = 'delete from presence_change where id in (select id from presence_change where at < $1 order by at, id limit 1000)';

/** Whether agents are there and what they can carry. */
@Injectable()
export class PresenceRepository {
  async lock(tx: Tx, agentId: AgentId): Promise<Presence> {
    const [, [row]] = await Promise.all([sql(tx, ENSURE, [agentId, tx.now]), sql<Presence>(tx, LOCK, [agentId])]);
    if (row === undefined) throw new Error('the presence of an agent who does not exist');
    return row;
  }

  async find(tx: Tx, agentId: AgentId): Promise<Presence | null> {
    const [row] = await sql<Presence>(tx, FIND, [agentId]);
    return row ?? null;
  }

  /** The caller holds the lock. With the line of its history. */
  async set(
    tx: Tx,
    agentId: AgentId,
    to: { readonly status: PresenceStatus; readonly chosen: PresenceStatus; readonly seen: boolean },
  ): Promise<void> {
    await Promise.all([
      sql(tx, SET, [agentId, to.status, to.chosen, tx.now, to.seen ? tx.now : null]),
      sql(tx, LOG, [newId(), agentId, to.status, tx.now]),
    ]);
  }

  async seen(tx: Tx, agentId: AgentId): Promise<void> {
    await sql(tx, SEEN, [agentId, tx.now]);
  }

  async setCapacity(tx: Tx, agentId: AgentId, capacity: number): Promise<void> {
    await sql(tx, SET_CAPACITY, [agentId, capacity]);
  }

  /** They were given work, or finished some. */
  async worked(tx: Tx, agentIds: readonly AgentId[]): Promise<void> {
    if (agentIds.length > 0) await sql(tx, WORKED, [[...new Set(agentIds)], tx.now]);
  }

  /** Those who should be there and of whom nothing was heard since; locked. */
  silentSince(tx: Tx, at: Date): Promise<{ readonly agentId: AgentId; readonly status: PresenceStatus }[]> {
    return sql(tx, SILENT, [at]);
  }

  /** Drops the history before an instant, a thousand lines at a time. */
  async forgetBefore(tx: Tx, at: Date): Promise<void> {
    await sql(tx, FORGET, [at]);
  }
}
