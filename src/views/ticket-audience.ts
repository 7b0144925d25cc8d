import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../kernel/actor.js';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';
import { VisibleTickets } from './visible-tickets.js';

export interface AudienceTicket {
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
  readonly contactName: string;
  readonly followerIds: readonly AgentId[];
}

export interface ColleagueRow {
  readonly id: AgentId;
  readonly role: Role;
  readonly isMember: boolean;
}

/** People told of one thing at most. */
const PEOPLE_MAX = 500;

// Primary keys.
const TICKET = `
  select t.team_id as "teamId", t.assignee_id as "assigneeId", t.contact_name as "contactName",
    coalesce((select array_agg(f.agent_id) from ticket_follower f where f.ticket_id = t.id), '{}') as "followerIds"
  from ticket t where t.id = $1 and t.deleted_at is null`;
// The members of one team, and a table of people for the rest; those who watch over the others are never cut off.
const COLLEAGUES = `
  select a.id, a.role, m.team_id is not null as "isMember" from agent a left join team_member m on m.agent_id = a.id and m.team_id = $1
  where a.enabled and (m.team_id is not null or a.role in ('supervisor', 'admin')) order by a.role = 'agent', a.id limit ${PEOPLE_MAX}`;
const PEOPLE = `select id, name, role from agent where id = any($1::uuid[]) and enabled order by id limit ${PEOPLE_MAX}`;

/** Who has to do with a ticket, and who of them may see it. */
@Injectable()
export class TicketAudienceView {
  constructor(
    private readonly statements: Statements,
    private readonly visible: VisibleTickets,
  ) {}

  /** @returns null when there is none (any more) */
  async ticket(id: TicketId): Promise<AudienceTicket | null> {
    const [row] = await this.statements.rows<AudienceTicket>(TICKET, [id]);
    return row ?? null;
  }

  /** Members of a team, and everybody who watches over all of them. */
  colleagues(teamId: TeamId | null): Promise<readonly ColleagueRow[]> {
    return this.statements.rows<ColleagueRow>(COLLEAGUES, [teamId]);
  }

  /** Of these, the ones who work here and may see the ticket. */
  async witnesses(ticketId: TicketId, agentIds: readonly AgentId[]): Promise<readonly AgentId[]> {
    if (agentIds.length === 0) return [];
    const people = await this.statements.rows<{ id: AgentId; name: string; role: Role }>(PEOPLE, [agentIds]);
    const values: unknown[] = [ticketId];
    const asked = people.map(({ id, name, role }): string => {
      const actor: Actor = { type: 'agent', id, name, role };
      const { text, values: own } = this.visible.condition(actor, { ticket: 't', first: values.length + 1 });
      values.push(...own);
      return text;
    });
    if (asked.every((text) => text === 'true')) return people.map((p) => p.id);
    const columns = asked.map((text) => `coalesce((${text}), false)`).join(', ');
    const [row] = await this.statements.once<{ may: boolean[] }>(`select array[${columns}] as may from ticket t where t.id = $1`, values);
    return people.filter((_, i) => row?.may[i] === true).map((p) => p.id);
  }
}
