import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface RoutingDecisionRow {
  readonly id: string;
  readonly kind: string;
  readonly reasons: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export interface RoutedTicketRow {
  readonly teamId: string | null;
  readonly teamName: string | null;
  /** Unassigned, and somebody must do something about it. */
  readonly waits: boolean;
}

// Newest first: ids are time-ordered. Index: ix_routing_decision_ticket.
const PAGE = `
  select id, kind, reasons, at from routing_decision where ticket_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`;
const TICKET = `
  select t.team_id as "teamId", m.name as "teamName", t.assignee_id is null and t.status_category in ('new', 'open') and t.shown and t.snoozed_until is null as waits
  from ticket t left join team m on m.id = t.team_id where t.id = $1`;

@Injectable()
export class RoutingDecisionsView {
  constructor(private readonly statements: Statements) {}

  page(ticketId: string, afterId: string | null, limit: number): Promise<RoutingDecisionRow[]> {
    return this.statements.rows<RoutingDecisionRow>(PAGE, [ticketId, afterId, limit]);
  }

  async ticket(ticketId: string): Promise<RoutedTicketRow | null> {
    const [row] = await this.statements.rows<RoutedTicketRow>(TICKET, [ticketId]);
    return row ?? null;
  }
}
