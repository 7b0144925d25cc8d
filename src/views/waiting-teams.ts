import { Injectable } from '@nestjs/common';
import type { AgentId, TeamId } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';

// Indexes: ix_ticket_queue, ix_agent_presence_status.
const WAITS =
  "exists (select from ticket t where t.team_id = r.team_id and t.assignee_id is null and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null)";
const STAFFED = `
  exists (select from team_member m join agent_presence p on p.agent_id = m.agent_id and p.status = 'online' where m.team_id = r.team_id)`;
const AUTOMATIC = "from team_routing r where r.strategy <> 'manual'";
const ALL = `select r.team_id as id ${AUTOMATIC} and ${WAITS} and ${STAFFED} order by r.team_id limit 1000`;
const ONE = `select ${WAITS} as waits, ${STAFFED} as "isStaffed" ${AUTOMATIC} and r.team_id = $1`;
const OF_AGENT = `
  select r.team_id as id ${AUTOMATIC} and r.team_id in (select team_id from team_member where agent_id = $1) and ${WAITS} and ${STAFFED} order by r.team_id limit 100`;

export interface TeamLook {
  readonly waits: boolean;
  /** Somebody of it is online. */
  readonly isStaffed: boolean;
}

/** Teams that hand out their tickets and have both somebody who waits and somebody who is there. */
@Injectable()
export class WaitingTeamsView {
  constructor(private readonly statements: Statements) {}

  async all(): Promise<readonly TeamId[]> {
    return idsOf(await this.statements.rows(ALL, []));
  }

  async look(teamId: TeamId): Promise<TeamLook> {
    const [row] = await this.statements.rows<TeamLook>(ONE, [teamId]);
    return row ?? { waits: false, isStaffed: false };
  }

  async ofAgent(agentId: AgentId): Promise<readonly TeamId[]> {
    return idsOf(await this.statements.rows(OF_AGENT, [agentId]));
  }
}

function idsOf(rows: readonly { readonly id?: TeamId }[]): readonly TeamId[] {
  return rows.flatMap((r) => r.id ?? []);
}
