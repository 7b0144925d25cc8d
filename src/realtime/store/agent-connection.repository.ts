import { Injectable } from '@nestjs/common';
import type { AgentId } from '../../kernel/id.js';
import { Statements } from '../../platform/database/statements.js';

/** How long a connection counts without being renewed. */
const LEASE = `interval '30 seconds'`;
/** More sockets of one agent are no use to anybody. */
export const CONNECTIONS_MAX = 20;

// By the database's clock. Indexes: ix_agent_connection_agent, ix_agent_connection_lease.
const OPEN = `
  insert into agent_connection (id, agent_id, connected_at, lease_until)
  select $1, $2, now(), now() + ${LEASE}
  where (select count(*) from agent_connection where agent_id = $2 and lease_until > now()) < ${CONNECTIONS_MAX}
  returning id`;
// An upsert: the row may have been swept while this process was too busy to renew it.
const RENEW = `
  insert into agent_connection (id, agent_id, connected_at, lease_until)
  select id, agent_id, now(), now() + ${LEASE} from unnest($1::uuid[], $2::uuid[]) as held (id, agent_id)
  on conflict (id) do update set lease_until = excluded.lease_until`;
const CLOSE = 'delete from agent_connection where id = any($1::uuid[])';
const SWEEP = 'delete from agent_connection where lease_until < now() returning id';
const CONNECTED = 'select distinct agent_id as "agentId" from agent_connection where lease_until > now() order by agent_id limit 5000';

/** Who has a socket open, on all processes. */
@Injectable()
export class AgentConnectionRepository {
  constructor(private readonly statements: Statements) {}

  /** @returns false when the agent has too many already */
  async open(id: string, agentId: AgentId): Promise<boolean> {
    return (await this.statements.rows(OPEN, [id, agentId])).length > 0;
  }

  async renew(held: readonly { readonly id: string; readonly agentId: AgentId }[]): Promise<void> {
    await this.statements.rows(RENEW, [held.map(({ id }) => id), held.map(({ agentId }) => agentId)]);
  }

  async close(ids: readonly string[]): Promise<void> {
    await this.statements.rows(CLOSE, [ids]);
  }

  /** @returns how many were left behind by processes that died */
  async sweep(): Promise<number> {
    return (await this.statements.rows(SWEEP, [])).length;
  }

  async connected(): Promise<readonly AgentId[]> {
    return (await this.statements.rows<{ agentId: AgentId }>(CONNECTED, [])).map(({ agentId }) => agentId);
  }
}
