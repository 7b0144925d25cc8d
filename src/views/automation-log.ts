import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

export interface AutomationRunRow {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly ticketId: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly depth: number;
  readonly outcome: string;
  readonly verdict: readonly Readonly<Record<string, unknown>>[];
  readonly actions: readonly Readonly<Record<string, unknown>>[];
  readonly fault: { readonly code: string; readonly message: string } | null;
  readonly at: Date;
}

interface Wanted {
  readonly limit: number;
  readonly cursor: string | null;
}

const COLUMNS = `r.id, r.rule_id as "ruleId", a.name as "ruleName", r.ticket_id as "ticketId", r.event_id as "eventId", r.event_name as "eventName",
  r.depth, r.outcome, r.verdict, r.actions, r.fault, r.at`;

// Ids are time-ordered. Index: ix_automation_run_rule.
const OF_RULE = (seen: string) => `
  select ${COLUMNS} from automation_run r join automation_rule a on a.id = r.rule_id join ticket t on t.id = r.ticket_id
  where r.rule_id = $1 and ($2::uuid is null or r.id < $2) and ${seen} order by r.id desc limit $3`;
// Index: ix_automation_run_ticket.
const OF_TICKET = `
  select ${COLUMNS} from automation_run r join automation_rule a on a.id = r.rule_id
  where r.ticket_id = $1 and ($2::uuid is null or r.id < $2) order by r.id desc limit $3`;
// Indexes: ix_automation_run_origin, ix_automation_run_event.
const OF_ORIGIN = `select count(*)::int as count from automation_run where origin_id = $1 and outcome = 'done'`;
const OF_EVENT = 'select rule_id as "ruleId" from automation_run where event_id = $1';

/** What ran and why, newest first. */
@Injectable()
export class AutomationLogView {
  constructor(private readonly statements: Statements) {}

  /** On tickets that the asker may see. @throws DomainError `page.bad-cursor` */
  ofRule(asker: Actor, ruleId: string, { limit, cursor }: Wanted): Promise<Page<AutomationRunRow>> {
    const seen = ticketVisibility(asker, { ticket: 't', first: 4 });
    return this.page(OF_RULE(seen.text), [ruleId, ...seen.values], { limit, cursor });
  }

  /** @throws DomainError `page.bad-cursor` */
  ofTicket(ticketId: string, limit: number, cursor: string | null): Promise<Page<AutomationRunRow>> {
    return this.page(OF_TICKET, [ticketId], { limit, cursor });
  }

  /** The rules that have run on an event. */
  async ofEvent(eventId: string): Promise<readonly string[]> {
    const rows = await this.statements.rows<{ ruleId: string }>(OF_EVENT, [eventId]);
    return rows.map((r) => r.ruleId);
  }

  /** How many runs have come of an event so far. */
  async countOfOrigin(eventId: string): Promise<number> {
    const [row] = await this.statements.rows<{ count: number }>(OF_ORIGIN, [eventId]);
    return row?.count ?? 0;
  }

  private async page(text: string, [id, ...further]: readonly unknown[], { limit, cursor }: Wanted): Promise<Page<AutomationRunRow>> {
    const [before] = cursor === null ? [null] : decodeCursor('automation-runs', cursor, 1);
    const rows = await this.statements.rows<AutomationRunRow>(text, [id, before ?? null, limit + 1, ...further]);
    return pageOf(rows, { limit, sort: 'automation-runs', keysOf: (r) => [r.id], map: (r) => r });
  }
}
