import { Injectable } from '@nestjs/common';
import { type DecisionId, newId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { SkillNeed } from '../domain/candidate.js';
import type { Decision } from '../domain/decision.js';

const INSERT = 'insert into routing_decision (id, ticket_id, kind, reasons, at) values ($1, $2, $3, $4, $5)';
const REQUIRE = "insert into ticket_routing (ticket_id, skills, visited_team_ids) values ($1, $2, '{}')";

/** Why tickets are where they are. Append only. */
@Injectable()
export class DecisionRepository {
  async write(tx: Tx, ticketId: TicketId, { kind, reasons }: Decision): Promise<void> {
    await sql(tx, INSERT, [newId<DecisionId>(), ticketId, kind, JSON.stringify(reasons), tx.now]);
  }

  /** What a new ticket asks of whoever takes it. */
  async require(tx: Tx, ticketId: TicketId, skills: readonly SkillNeed[]): Promise<void> {
    await sql(tx, REQUIRE, [ticketId, JSON.stringify(skills)]);
  }
}
