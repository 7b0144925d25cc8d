import { Injectable } from '@nestjs/common';
import type { AgentId, TeamId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { SkillNeed } from '../domain/candidate.js';
import type { Kind } from '../domain/matching.js';

export interface Waiting {
  readonly id: TicketId;
  readonly channel: string;
  readonly language: string | null;
  readonly waitingSince: Date;
  readonly skills: readonly SkillNeed[];
  /** Who last worked with the contact; null unless asked for. */
  readonly knownAgentId: AgentId | null;
  /** Its place, for the next page. */
  readonly key: string;
}

export interface Place {
  readonly key: string;
  readonly id: TicketId;
}

export interface Ask {
  readonly after: Place | null;
  /** What those with room speak; null: everything. */
  readonly languages: readonly string[] | null;
  readonly passedOver: readonly Kind[];
  /** Is it asked who knows the contact? */
  readonly known: boolean;
  readonly limit: number;
}

/** Before every place there can be. */
const FIRST = { key: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

const SINCE = 'coalesce(t.waiting_since, t.created_at)';
const KEY = `((${SINCE} at time zone 'UTC') - t.priority * interval '30 minutes')`;
const IS_WAITING = `t.assignee_id is null and t.team_id is not null and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null`;
// Index: ix_ticket_contact_recent.
const KNOWN = `
  (select k.assignee_id from ticket k where k.contact_id = t.contact_id and k.assignee_id is not null and k.id <> t.id
   order by k.last_message_at desc, k.id desc limit 1)`;
const COLUMNS = `t.id, t.channel, t.language, ${SINCE} as "waitingSince", coalesce(r.skills, '[]') as skills, ${KEY}::text as key`;

// Index: ix_ticket_queue. Languages that nobody with room speaks, and kinds that were found to fit nobody, are passed over here,
// so that they do not hide what can be given, however many there are.
const page = (known: string) => `
  select ${COLUMNS}, ${known} as "knownAgentId" from ticket t left join ticket_routing r on r.ticket_id = t.id
  where t.team_id = $1 and ${IS_WAITING} and (${KEY}, t.id) > ($2::timestamp, $3::uuid)
    and ($4::text[] is null or t.language is null or lower(split_part(t.language, '-', 1)) = any($4))
    and ($6::json is null or not exists (
      select from json_to_recordset($6) as p(channel text, language text, skills jsonb)
      where p.channel = t.channel and p.language is not distinct from t.language and p.skills = coalesce(r.skills, '[]')))
  order by ${KEY}, t.id limit $5`;
const PAGE = page('null::uuid');
const PAGE_KNOWN = page(KNOWN);
const ONE = `select ${COLUMNS}, ${KNOWN} as "knownAgentId" from ticket t left join ticket_routing r on r.ticket_id = t.id where t.id = $1`;

// A ticket that somebody is writing into is left for the next round.
const CLAIM = `select t.id from ticket t where t.id = any($1::uuid[]) and t.team_id = $2 and ${IS_WAITING} order by t.id for no key update skip locked`;

// Index: ix_ticket_queue.
const OVERDUE = `
  select t.id, ${SINCE} as "waitingSince", coalesce(r.entered_at, ${SINCE}) as "enteredAt" from ticket t left join ticket_routing r on r.ticket_id = t.id
  where t.team_id = $1 and ${IS_WAITING} and coalesce(r.entered_at, ${SINCE}) <= $2 and not ($3::uuid = any(coalesce(r.visited_team_ids, '{}')))
  order by ${KEY}, t.id limit $4 for no key update of t skip locked`;
const MOVED = `
  insert into ticket_routing (ticket_id, skills, visited_team_ids, entered_at) values ($1, '[]', array[$2::uuid], $3)
  on conflict (ticket_id) do update set visited_team_ids = ticket_routing.visited_team_ids || $2::uuid, entered_at = $3`;

const ENTERED = `
  insert into ticket_routing (ticket_id, skills, visited_team_ids, entered_at) values ($1, '[]', '{}', $2) on conflict (ticket_id) do update set entered_at = $2`;

// Indexes: ix_agent_presence_status, ix_ticket_carried. Teams that work by hand keep what they have.
const ABANDONED = `
  select t.id, t.team_id as "teamId", t.assignee_id as "agentId", a.name as "agentName", p.status, p.since
  from agent_presence p join agent a on a.id = p.agent_id
    join ticket t on t.assignee_id = p.agent_id and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null
    join channel_weight w on w.channel = t.channel and w.live
    join team_routing r on r.team_id = t.team_id and r.strategy <> 'manual'
  where p.status in ('away', 'offline') and p.since <= $1 and t.waiting_since is not null
  order by t.id limit $2 for no key update of t skip locked`;

// Indexes: ix_ticket_carried. What they had put off or asked the customer about is found when it is open again.
const DEPARTED = `
  select t.id, t.team_id as "teamId", t.assignee_id as "agentId", a.name as "agentName"
  from agent a join ticket t on t.assignee_id = a.id and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null
  where not a.enabled or a.role = 'auditor'
  order by t.id limit $1 for no key update of t skip locked`;

// Indexes: ix_ticket_assignee_recent, primary key of team_member. Waits for whoever has one of them in hand: nobody looks again.
const OUTSIDE = `
  select t.id, t.team_id as "teamId", t.assignee_id as "agentId", a.name as "agentName"
  from ticket t join agent a on a.id = t.assignee_id
  where t.assignee_id = $1 and t.shown and t.status_category not in ('resolved', 'closed') and t.team_id is not null
    and not exists (select from team_member m where m.team_id = t.team_id and m.agent_id = $1)
  order by t.id limit $2 for no key update of t`;

export interface Overdue {
  readonly id: TicketId;
  readonly enteredAt: Date;
}

export interface Departed {
  readonly id: TicketId;
  readonly teamId: TeamId | null;
  readonly agentId: AgentId;
  readonly agentName: string;
}

export interface Abandoned extends Departed {
  readonly teamId: TeamId;
  readonly status: string;
  readonly since: Date;
}

/** The queues of the teams: tickets that wait for somebody. */
@Injectable()
export class QueueRepository {
  /** In order. */
  page(tx: Tx, teamId: TeamId, ask: Ask): Promise<Waiting[]> {
    const { key, id } = ask.after ?? FIRST;
    const values = [teamId, key, id, ask.languages, ask.limit, ask.passedOver.length === 0 ? null : JSON.stringify(ask.passedOver)];
    return sql<Waiting>(tx, ask.known ? PAGE_KNOWN : PAGE, values);
  }

  async find(tx: Tx, id: TicketId): Promise<Waiting | null> {
    const [row] = await sql<Waiting>(tx, ONE, [id]);
    return row ?? null;
  }

  /** Locks those of these tickets that still wait in this team and that nobody else is at. */
  async claim(tx: Tx, teamId: TeamId, ids: readonly TicketId[]): Promise<ReadonlySet<TicketId>> {
    const rows = await sql<{ id: TicketId }>(tx, CLAIM, [ids, teamId]);
    return new Set(rows.map((r) => r.id));
  }

  /** Those that entered the team's queue before an instant and have not been in the other team; locked. */
  overdue(
    tx: Tx,
    from: { readonly teamId: TeamId; readonly before: Date; readonly to: TeamId; readonly limit: number },
  ): Promise<Overdue[]> {
    return sql<Overdue>(tx, OVERDUE, [from.teamId, from.before, from.to, from.limit]);
  }

  async moved(tx: Tx, id: TicketId, from: TeamId): Promise<void> {
    await sql(tx, MOVED, [id, from, tx.now]);
  }

  /** Its waiting in this team begins now. */
  async entered(tx: Tx, id: TicketId): Promise<void> {
    await sql(tx, ENTERED, [id, tx.now]);
  }

  /** Open tickets of agents who may not work with tickets any more; locked. */
  departed(tx: Tx, limit: number): Promise<Departed[]> {
    return sql<Departed>(tx, DEPARTED, [limit]);
  }

  /** What an agent holds and has not done with in teams that are not theirs; locked. */
  outside(tx: Tx, agentId: AgentId, limit: number): Promise<Departed[]> {
    return sql<Departed>(tx, OUTSIDE, [agentId, limit]);
  }

  /** Live customers who wait for somebody who went away before an instant; locked. */
  abandoned(tx: Tx, before: Date, limit: number): Promise<Abandoned[]> {
    return sql<Abandoned>(tx, ABANDONED, [before, limit]);
  }
}
