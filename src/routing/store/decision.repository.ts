import { Injectable } from '@nestjs/common';
import { type DecisionId, newIds, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { SkillNeed } from '../domain/candidate.js';
import type { Decision } from '../domain/decision.js';

const INSERT = `
  insert into routing_decision (id, ticket_id, kind, reasons, at)
  select d.id, d.ticket_id, d.kind, d.reasons::jsonb, $5 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as d (id, ticket_id, kind, reasons)`;
const REQUIRE = "insert into ticket_routing (ticket_id, skills, visited_team_ids) values ($1, $2, '{}')";

/** Why tickets are where they are. Append only. */
@Injectable()
export class DecisionRepository {
  /** In this order. */
  async write(tx: Tx, made: readonly { readonly ticketId: TicketId; readonly decision: Decision }[]): Promise<void> {
    const columns = [
      newIds<DecisionId>(made.length),
      made.map((m) => m.ticketId),
      made.map((m) => m.decision.kind),
      made.map((m) => JSON.stringify(m.decision.reasons)),
    ];
    await sql(tx, INSERT, [...columns, tx.now]);
  }

  /** What a new ticket asks of whoever takes it. */
  async require(tx: Tx, ticketId: TicketId, skills: readonly SkillNeed[]): Promise<void> {
    await sql(tx, REQUIRE, [ticketId, JSON.stringify(skills)]);
  }
}
