import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { type EventId, newId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

export interface HistoryLine {
  readonly ticketId: TicketId;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const INSERT = `
  insert into ticket_event (id, ticket_id, name, actor_type, actor_id, actor_name, data, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`;

const INSERT_ALL = `
  insert into ticket_event (id, ticket_id, name, actor_type, actor_id, actor_name, data, at)
  select e.id, e.ticket_id, $3, $4, $5, $6, $7, $8 from unnest($1::uuid[], $2::uuid[]) as e (id, ticket_id)`;

const INSERT_EACH = `
  insert into ticket_event (id, ticket_id, name, actor_type, actor_id, actor_name, data, at)
  select e.id, e.ticket_id, e.name, $5, $6, $7, e.data::jsonb, $8
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as e (id, ticket_id, name, data)`;

/** The history of a ticket that people read. */
@Injectable()
export class HistoryRepository {
  async write(tx: Tx, ticketId: TicketId, name: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    const { type, name: actorName } = tx.actor;
    await sql(tx, INSERT, [newId<EventId>(), ticketId, name, type, idOf(tx.actor), actorName, JSON.stringify(data), tx.now]);
  }

  /** Lines of several tickets, each with its own facts. */
  async writeEach(tx: Tx, lines: readonly HistoryLine[]): Promise<void> {
    const { type, name: actorName } = tx.actor;
    const columns = [
      lines.map(() => newId<EventId>()),
      lines.map((line) => line.ticketId),
      lines.map((line) => line.name),
      lines.map((line) => JSON.stringify(line.data)),
    ];
    await sql(tx, INSERT_EACH, [...columns, type, idOf(tx.actor), actorName, tx.now]);
  }

  /** The same line in the history of several. */
  async writeAll(tx: Tx, ticketIds: readonly TicketId[], name: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    const { type, name: actorName } = tx.actor;
    const ids = ticketIds.map(() => newId<EventId>());
    await sql(tx, INSERT_ALL, [ids, ticketIds, name, type, idOf(tx.actor), actorName, JSON.stringify(data), tx.now]);
  }
}

function idOf(actor: Actor): string | null {
  return actor.type === 'system' ? null : actor.id;
}
