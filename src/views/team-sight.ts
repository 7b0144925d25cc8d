import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { Statements } from '../platform/database/statements.js';

// Indexes: ix_team_closed, primary key of team_member.
const CLOSED = `
  select t.id from team t where t.visibility = 'members'
    and not exists (select from team_member m where m.team_id = t.id and m.agent_id = $1)`;

/** Of which teams somebody may see no tickets, and so no sums of them either: as {@link ticketVisibility} says. */
@Injectable()
export class TeamSight {
  constructor(private readonly statements: Statements) {}

  async closedTo(actor: Actor): Promise<readonly string[]> {
    if (actor.type === 'system') return [];
    if (actor.type !== 'contact' && (actor.role === 'admin' || actor.role === 'auditor')) return [];
    return (await this.statements.rows<{ id: string }>(CLOSED, [actor.id])).map((row) => row.id);
  }

  /** @throws DomainError `team.closed-to-you` */
  async mustSee(actor: Actor, teamId: string | undefined): Promise<void> {
    if (teamId !== undefined) mustBeOpen(await this.closedTo(actor), [teamId]);
  }
}

/** @param closedIds as {@link TeamSight.closedTo} gives them @throws DomainError `team.closed-to-you` */
export function mustBeOpen(closedIds: readonly string[], teamIds: readonly string[]): void {
  if (teamIds.some((id) => closedIds.includes(id.toLowerCase())))
    throw new DomainError('forbidden', 'team.closed-to-you', 'Only its members see what becomes of the tickets of this team.', {
      field: 'teamId',
    });
}
