import { Injectable } from '@nestjs/common';
import { plusMinutes } from '../../kernel/clock.js';
import type { AgentId, TeamId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { type Candidate, DEFAULT_CAPACITY, DEFAULT_UNITS, IDLE_MINUTES } from '../domain/candidate.js';

/** Members of a team that are looked at. */
const MEMBERS_MAX = 1000;

// Index: ix_ticket_carried. Computed, not kept: no way of changing a ticket can make it wrong.
const LOADS = (agents: string) => `
  select t.assignee_id, sum(coalesce(w.units, ${DEFAULT_UNITS})) as units
  from ticket t left join channel_weight w on w.channel = t.channel
  where t.assignee_id in (${agents}) and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null group by t.assignee_id`;

// Whoever has not been heard of is away, also before the next round says so.
const MEMBERS = `
  with online as (
    select p.agent_id from team_member m join agent_presence p on p.agent_id = m.agent_id where m.team_id = $1 and p.status in ('online', 'busy')),
  skills as (
    select s.agent_id, jsonb_object_agg(s.skill_id, s.level) as levels from agent_skill s join team_member m on m.agent_id = s.agent_id and m.team_id = $1
    group by s.agent_id)
  select a.id as "agentId", a.name, a.languages, coalesce(case when p.status in ('online', 'busy') and p.seen_at < $2 then 'away' else p.status end, 'offline') as status,
    coalesce(p.capacity, ${DEFAULT_CAPACITY}) as capacity, coalesce(l.units, 0) as load, coalesce(s.levels, '{}') as skills,
    coalesce(extract(epoch from greatest(p.last_worked_at, p.since)) * 1000, 0)::float8 as "idleSinceMs"
  from team_member m join agent a on a.id = m.agent_id and a.enabled and a.role <> 'auditor'
    left join agent_presence p on p.agent_id = a.id left join skills s on s.agent_id = a.id left join (${LOADS('select agent_id from online')}) l on l.assignee_id = a.id
  where m.team_id = $1 order by a.id limit ${MEMBERS_MAX}`;

// The lock that keeps two teams from filling one agent at the same time. Loads are read in a statement of their own: it must see what
// was committed before the lock was had.
const LOCK = `
  select agent_id as id from agent_presence where agent_id = any($1::uuid[]) and status = 'online' order by agent_id for update skip locked`;
const LOADS_OF = LOADS('select unnest($1::uuid[])');
const FACTS = `
  select enabled and role <> 'auditor' as works, ($2::uuid is null or exists (select from team_member m where m.team_id = $2 and m.agent_id = a.id)) as member
  from agent a where id = $1`;
const NAMES = 'select (select name from agent where id = $1) as agent, (select name from team where id = $2) as team';

/** Who could take a ticket. */
@Injectable()
export class CandidateRepository {
  members(tx: Tx, teamId: TeamId): Promise<Candidate[]> {
    return sql<Candidate>(tx, MEMBERS, [teamId, plusMinutes(tx.now, -IDLE_MINUTES)]);
  }

  /** Locks those of them who are still online and whom nobody else is filling. @returns what each carries now */
  async lock(tx: Tx, ids: readonly AgentId[]): Promise<ReadonlyMap<AgentId, number>> {
    const [locked, loads] = await Promise.all([
      sql<{ id: AgentId }>(tx, LOCK, [ids]),
      sql<{ assignee_id: AgentId; units: number }>(tx, LOADS_OF, [ids]),
    ]);
    const units = new Map(loads.map((l) => [l.assignee_id, l.units]));
    return new Map(locked.map(({ id }) => [id, units.get(id) ?? 0]));
  }

  /** Null when there is no such agent. @param teamId null: no matter which team */
  async facts(tx: Tx, agentId: AgentId, teamId: TeamId | null): Promise<{ readonly works: boolean; readonly member: boolean } | null> {
    const [row] = await sql<{ works: boolean; member: boolean }>(tx, FACTS, [agentId, teamId]);
    return row ?? null;
  }

  /** What people call them. */
  async names(
    tx: Tx,
    of: { readonly assigneeId: AgentId | null; readonly teamId: TeamId | null },
  ): Promise<{ readonly agent: string | null; readonly team: string | null }> {
    const [row] = await sql<{ agent: string | null; team: string | null }>(tx, NAMES, [of.assigneeId, of.teamId]);
    return row ?? { agent: null, team: null };
  }
}
