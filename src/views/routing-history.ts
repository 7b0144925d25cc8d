import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

/** A ticket as it arrived, and how it went. */
export interface PastTicketRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly subject: string;
  readonly channel: string;
  readonly inboxId: string | null;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactTier: string | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly teamId: string | null;
  /** As they were given when a program opened it, otherwise as every ticket begins. */
  readonly category: string;
  readonly priority: number;
  readonly inboxTeamId: string | null;
  readonly inboxLanguage: string | null;
  readonly text: string;
  readonly kind: string;
  readonly direction: string;
  readonly automatic: boolean;
  readonly assignedAt: Date | null;
  readonly firstRepliedAt: Date | null;
  readonly resolvedAt: Date | null;
  /** By when a first answer was promised; null: nothing was, or the promise stood still. */
  readonly answerDueAt: Date | null;
  readonly answerBreachedAt: Date | null;
}

export interface PastPresenceRow {
  readonly agentId: string;
  readonly status: string;
  readonly at: Date;
}

export interface SimulatedAgentRow {
  readonly agentId: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly teamIds: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly capacity: number;
}

export interface SimulatedTeamRow {
  readonly id: string;
  readonly name: string;
}

/** What one simulation looks at. */
export const PAST_TICKETS_MAX = 5_000;
const PRESENCES_MAX = 20_000;

// Newest first, so that a bounded look sees the latest. Indexes: ix_ticket_created, uq_message_seq, ix_ticket_event_ticket, ix_clock_ticket.
const TICKETS = (which: string) => `
  select t.id, t.created_at as "createdAt", t.subject, t.channel, t.inbox_id as "inboxId", t.contact_id as "contactId", t.contact_name as "contactName",
    t.contact_tier as "contactTier", t.custom_fields as "customFields", t.team_id as "teamId",
    case when m.details ? 'openedBy' then t.category else 'general' end as category, case when m.details ? 'openedBy' then t.priority else 2 end as priority,
    i.team_id as "inboxTeamId", i.language as "inboxLanguage", left(coalesce(m.text, ''), 2000) as text, coalesce(m.kind, 'text') as kind,
    coalesce(m.direction, 'inbound') as direction, coalesce(m.automatic, false) as automatic,
    (select min(e.at) from ticket_event e where e.ticket_id = t.id and (e.name = 'ticket.assigned' or (e.name = 'ticket.changed' and e.data ? 'assigneeId'))) as "assignedAt",
    t.first_replied_at as "firstRepliedAt", t.resolved_at as "resolvedAt", c.due_at as "answerDueAt", c.breached_at as "answerBreachedAt"
  from ticket t left join inbox i on i.id = t.inbox_id left join message m on m.ticket_id = t.id and m.seq = 1
    left join lateral (select due_at, breached_at from clock c where c.ticket_id = t.id and c.metric = 'first-response' order by c.id limit 1) c on true
  where t.shown and ${which} order by t.created_at desc, t.id desc limit ${PAST_TICKETS_MAX + 1}`;
const SINCE = (seen: string) => TICKETS(`t.created_at >= $1 and ${seen}`);
const ONE = TICKETS('t.id = $1');

// With what everybody was when the span began. Indexes: ix_presence_change_at, ix_presence_change_agent.
const PRESENCES = `
  select p.agent_id as "agentId", b.status, $1::timestamptz as at
  from agent_presence p cross join lateral (select status from presence_change c where c.agent_id = p.agent_id and c.at < $1 order by c.at desc limit 1) b
  union all
  (select agent_id, status, at from presence_change where at >= $1 order by at, id limit ${PRESENCES_MAX})
  order by at`;

const AGENTS = `
  select a.id as "agentId", a.name, a.languages, coalesce(p.capacity, 6) as capacity,
    coalesce((select jsonb_object_agg(s.skill_id, s.level) from agent_skill s where s.agent_id = a.id), '{}') as skills,
    array(select m.team_id from team_member m where m.agent_id = a.id order by m.team_id) as "teamIds"
  from agent a left join agent_presence p on p.agent_id = a.id where a.enabled and a.role <> 'auditor' order by a.id limit 1000`;

const TEAMS = 'select id, name from team order by id limit 1000';

/** What a simulation of other rules replays. */
@Injectable()
export class RoutingHistoryView {
  constructor(private readonly statements: Statements) {}

  /** The latest since an instant that the asker may see, newest first; one more than {@link PAST_TICKETS_MAX} when there are more. */
  tickets(asker: Actor, since: Date): Promise<PastTicketRow[]> {
    const seen = ticketVisibility(asker, { ticket: 't', first: 2 });
    return this.statements.rows<PastTicketRow>(SINCE(seen.text), [since, ...seen.values]);
  }

  async ticket(id: string): Promise<PastTicketRow | null> {
    const [row] = await this.statements.rows<PastTicketRow>(ONE, [id]);
    return row ?? null;
  }

  presences(since: Date): Promise<PastPresenceRow[]> {
    return this.statements.rows<PastPresenceRow>(PRESENCES, [since]);
  }

  agents(): Promise<SimulatedAgentRow[]> {
    return this.statements.rows<SimulatedAgentRow>(AGENTS, []);
  }

  teams(): Promise<SimulatedTeamRow[]> {
    return this.statements.rows<SimulatedTeamRow>(TEAMS, []);
  }
}
