import { Injectable } from '@nestjs/common';
import type { AgentId, MessageId, TeamId, TicketId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';

/** What a row of the inbox shows, and where it stands. */
export interface LiveTicketRow {
  readonly id: TicketId;
  readonly version: number;
  /** Seq of its last message. */
  readonly seq: number;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: string;
  readonly priority: number;
  readonly category: string;
  readonly contactName: string;
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
  readonly tags: readonly string[];
  readonly preview: string;
  readonly lastDirection: string;
  readonly lastMessageAt: Date;
  readonly waitingSince: Date | null;
  readonly dueAt: Date | null;
  readonly updatedAt: Date;
  /** Followers who may see it though its team is closed to them. */
  readonly letInIds: readonly AgentId[];
}

export interface LiveMessageRow {
  readonly id: MessageId;
  readonly ticketId: TicketId;
  readonly seq: number;
}

// Primary keys only.
const LET_IN = 'array(select f.agent_id from ticket_follower f where f.ticket_id = ticket.id and f.let_in order by 1) as "letInIds"';
const TICKETS = `
  select id, version, last_seq as seq, number, subject, status, status_category as "statusCategory", priority, category, contact_name as "contactName",
    team_id as "teamId", assignee_id as "assigneeId", tags, preview, last_direction as "lastDirection", last_message_at as "lastMessageAt",
    waiting_since as "waitingSince", due_at as "dueAt", updated_at as "updatedAt", ${LET_IN}
  from ticket where id = any($1::uuid[])`;
const STAMPS = `select id, version, last_seq as seq, updated_at as "updatedAt", ${LET_IN} from ticket where id = any($1::uuid[])`;
// A reply that waits, or could not leave, has no place yet.
const MESSAGES = `
  select id, ticket_id as "ticketId", seq from message where id = any($1::uuid[])
  union all select id, ticket_id, 0 from held_reply where id = any($1::uuid[])`;
// Index: ix_team_member_agent.
// Primary keys, ix_team_closed: the teams of each agent, and those whose tickets are closed to them.
const TEAMS = `
  select a.id as "agentId", array(select m.team_id from team_member m where m.agent_id = a.id order by 1) as "teamIds",
    array(select t.id from team t where t.visibility = 'members'
      and not exists (select from team_member m where m.team_id = t.id and m.agent_id = a.id) order by 1) as "closedTeamIds"
  from unnest($1::uuid[]) as a (id)`;

/** What a row is compared by. */
export type LiveStamp = Pick<LiveTicketRow, 'id' | 'version' | 'seq' | 'updatedAt' | 'letInIds'>;

export interface TeamsOfAgent {
  readonly teamIds: readonly TeamId[];
  /** Only their members see their tickets, and this agent is none. */
  readonly closedTeamIds: readonly TeamId[];
}

export const NO_TEAMS: TeamsOfAgent = { teamIds: [], closedTeamIds: [] };

/** What live screens are told of: a few rows by their ids. The caller bounds the lists. */
@Injectable()
export class LiveTicketsView {
  constructor(private readonly statements: Statements) {}

  tickets(ids: readonly TicketId[]): Promise<LiveTicketRow[]> {
    return this.statements.rows<LiveTicketRow>(TICKETS, [ids]);
  }

  stamps(ids: readonly TicketId[]): Promise<LiveStamp[]> {
    return this.statements.rows<LiveStamp>(STAMPS, [ids]);
  }

  messages(ids: readonly MessageId[]): Promise<LiveMessageRow[]> {
    return this.statements.rows<LiveMessageRow>(MESSAGES, [ids]);
  }

  async teamsOf(agentIds: readonly AgentId[]): Promise<ReadonlyMap<AgentId, TeamsOfAgent>> {
    const rows = await this.statements.rows<TeamsOfAgent & { readonly agentId: AgentId }>(TEAMS, [agentIds]);
    return new Map(rows.map(({ agentId, teamIds, closedTeamIds }) => [agentId, { teamIds, closedTeamIds }]));
  }
}
