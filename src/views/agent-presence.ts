import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface PresenceRow {
  readonly agentId: string;
  readonly name: string;
  readonly status: string;
  readonly since: Date | null;
  readonly seenAt: Date | null;
  readonly capacity: number;
  readonly load: number;
  readonly tickets: number;
}

const CAPACITY = 6;

// Indexes: the primary keys, ix_team_member_agent, ix_ticket_carried.
const SELECT = `
  select a.id as "agentId", a.name, coalesce(p.status, 'offline') as status, case when p.seen_at is null then null else p.since end as since, p.seen_at as "seenAt",
    coalesce(p.capacity, ${CAPACITY}) as capacity, coalesce(l.units, 0) as load, coalesce(l.tickets, 0) as tickets
  from agent a left join agent_presence p on p.agent_id = a.id
    left join lateral (
      select sum(coalesce(w.units, 1)) as units, count(*)::int as tickets from ticket t left join channel_weight w on w.channel = t.channel
      where t.assignee_id = a.id and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null) l on true`;
const PAGE = `${SELECT}
  where a.enabled and a.role <> 'auditor' and ($1::uuid is null or a.id > $1)
    and ($2::uuid is null or exists (select from team_member m where m.agent_id = a.id and m.team_id = $2))
    and ($3::text is null or coalesce(p.status, 'offline') = $3)
  order by a.id limit $4`;
const FIND = `${SELECT} where a.id = $1`;

/** Who is there, and what everybody carries. */
@Injectable()
export class AgentPresenceView {
  constructor(private readonly statements: Statements) {}

  page(ask: {
    readonly afterId: string | null;
    readonly teamId: string | null;
    readonly status: string | null;
    readonly limit: number;
  }): Promise<PresenceRow[]> {
    return this.statements.rows<PresenceRow>(PAGE, [ask.afterId, ask.teamId, ask.status, ask.limit]);
  }

  async find(agentId: string): Promise<PresenceRow | null> {
    const [row] = await this.statements.rows<PresenceRow>(FIND, [agentId]);
    return row ?? null;
  }
}
